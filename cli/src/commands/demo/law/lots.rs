//! The lot, drawn once more and by other means: from the secrets of all jurists, which nobody has
//! but a demo that made them.

use crate::{commands::demo::people::Person, ring};
use anyhow::Result;
use veche_primitives::Alias;

/// Every jurist's number for a bill, the lowest first.
pub struct Lots {
	order: Vec<Lot>,
	panel: usize,
	reserves: usize,
}

/// A jurist and the number that the jurist alone can work out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lot {
	/// The number, which is the jurist's pseudonym.
	pub alias: Alias,
	/// The jurist's place among the jurists.
	pub jurist: usize,
}

impl Lots {
	/// Work out everybody's number in this context.
	pub fn draw(
		jurists: &[Person],
		context: &[u8; 32],
		panel: usize,
		reserves: usize,
	) -> Result<Self> {
		let mut order = Vec::new();
		for (jurist, who) in jurists.iter().enumerate() {
			let alias = ring::alias(&who.entropy(), context)?;
			order.push(Lot { alias, jurist });
		}
		Ok(Self::of(order, panel, reserves))
	}

	fn of(mut order: Vec<Lot>, panel: usize, reserves: usize) -> Self {
		order.sort_unstable_by_key(|lot| lot.alias);
		Self {
			order,
			panel,
			reserves,
		}
	}

	/// Who must sit on the panel.
	pub fn panel(&self) -> &[Lot] {
		self.order.get(..self.panel).unwrap_or(&self.order)
	}

	/// Who must stand by.
	pub fn reserves(&self) -> &[Lot] {
		let end = self.panel.saturating_add(self.reserves);
		self.order
			.get(self.panel..end.min(self.order.len()))
			.unwrap_or_default()
	}

	/// Who is not drawn.
	pub fn others(&self) -> &[Lot] {
		let end = self.panel.saturating_add(self.reserves);
		self.order.get(end..).unwrap_or_default()
	}
}

/// The numbers alone.
pub fn aliases(lots: &[Lot]) -> Vec<Alias> {
	lots.iter().map(|lot| lot.alias).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn lots(jurists: u8) -> Lots {
		// The highest number first.
		let order = (0..jurists).map(|jurist| Lot {
			alias: [100 - jurist; 32],
			jurist: jurist.into(),
		});
		Lots::of(order.collect(), 2, 1)
	}

	#[test]
	fn lowest_are_the_panel_the_next_stand_by_and_the_rest_are_not_drawn() {
		let lots = lots(5);
		let jurists = |lots: &[Lot]| -> Vec<usize> { lots.iter().map(|lot| lot.jurist).collect() };
		assert_eq!(jurists(lots.panel()), [4, 3]);
		assert_eq!(jurists(lots.reserves()), [2]);
		assert_eq!(jurists(lots.others()), [1, 0]);
		assert_eq!(aliases(lots.reserves()), [[98; 32]]);
	}

	#[test]
	fn few_jurists_fill_the_panel_first() {
		for (jurists, panel, reserves) in [(0, 0, 0), (1, 1, 0), (2, 2, 0), (3, 2, 1)] {
			let lots = lots(jurists);
			let sizes = (
				lots.panel().len(),
				lots.reserves().len(),
				lots.others().len(),
			);
			assert_eq!(sizes, (panel, reserves, 0));
		}
	}
}
