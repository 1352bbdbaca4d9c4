//! The misfires as a picture: a row for each public, a panel for each size of the unit, a mark for
//! each variant of the rules. Marks differ in shape, so that it can be read without colours.

use super::{page::with_commas, rules::Variant, scenes::SIZES, study::Outcome};
use anyhow::{anyhow, Result};
use plotters::{
	coord::Shift,
	prelude::*,
	style::{
		text_anchor::{HPos, Pos, VPos},
		FontStyle,
	},
};

/// Outcomes of one kind.
pub struct Part<'a> {
	/// What kind.
	pub title: &'a str,
	/// The outcomes, of which those are shown that are meant to be.
	pub outcomes: &'a [Outcome],
}

/// Width of the rows' names, and of a panel with the space beside it.
const NAMES: i32 = 470;
const PANEL: i32 = 250;
/// Space on either side of a panel's marks.
const INSET: i32 = 22;
/// Height of what stands above the rows, of a row, and of what stands below them.
const TOP: i32 = 84;
const ROW: i32 = 25;
const BOTTOM: i32 = 36;
/// Below one of so many mandates nothing is told from never.
const FINEST: f64 = 0.01;
/// What is written below a panel, by the percentage it stands for.
const TICKS: [(f64, &str); 6] = [
	(0.0, "never"),
	(0.01, "0.01"),
	(0.1, "0.1"),
	(1.0, "1"),
	(10.0, "10"),
	(100.0, "100 %"),
];
const FAINT: RGBColor = RGBColor(0xdd, 0xdd, 0xdd);
const GREY: RGBColor = RGBColor(0x88, 0x88, 0x88);

/// Where pictures are drawn.
pub type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// The picture as SVG.
pub fn svg(parts: &[Part<'_>]) -> Result<String> {
	let shown = |part: &Part<'_>| {
		part.outcomes
			.iter()
			.filter(|outcome| outcome.is_plotted)
			.count()
	};
	let lines: usize = parts.iter().map(|part| shown(part) + 1).sum();
	let panels = i32::try_from(SIZES.len())?;
	let bottom = TOP + ROW * i32::try_from(lines)?;
	let size = (
		u32::try_from(NAMES + panels * PANEL)?,
		u32::try_from(bottom + BOTTOM)?,
	);
	let mut svg = String::new();
	{
		let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
		let failed = |error| anyhow!("the picture could not be drawn: {error}");
		draw(&area, parts, bottom).map_err(failed)?;
	}
	Ok(svg)
}

/// Whether a part of one could be drawn.
pub type Drawn =
	Result<(), DrawingAreaErrorKind<<SVGBackend<'static> as DrawingBackend>::ErrorType>>;

fn draw(area: &Area<'_>, parts: &[Part<'_>], bottom: i32) -> Drawn {
	area.fill(&WHITE)?;
	write(
		area,
		"Of 100 mandates, in how many it happens",
		(12, 20),
		HPos::Left,
		16,
		true,
	)?;
	legend(area)?;
	for (panel, electors) in (0..).zip(SIZES) {
		let left = NAMES + panel * PANEL;
		let name = format!("{} electors", with_commas(electors));
		write(
			area,
			&name,
			(left + PANEL / 2, TOP - 12),
			HPos::Center,
			13,
			true,
		)?;
		for (percent, name) in TICKS {
			let x = left + place(percent);
			let line = PathElement::new(vec![(x, TOP), (x, bottom)], FAINT);
			area.draw(&line)?;
			write(area, name, (x, bottom + 14), HPos::Center, 11, false)?;
		}
	}
	let mut y = TOP;
	for part in parts {
		write(area, part.title, (12, y + ROW / 2), HPos::Left, 13, true)?;
		y += ROW;
		for outcome in part.outcomes.iter().filter(|outcome| outcome.is_plotted) {
			row(area, outcome, y + ROW / 2)?;
			y += ROW;
		}
	}
	area.present()
}

/// One public in all panels.
fn row(area: &Area<'_>, outcome: &Outcome, y: i32) -> Drawn {
	let name = format!("{}: {}", outcome.scene, outcome.measure.name());
	write(area, &name, (NAMES - 8, y), HPos::Right, 12, false)?;
	for (panel, variants) in (0..).zip(outcome.percent) {
		let left = NAMES + panel * PANEL;
		let rail = vec![(left + INSET, y), (left + PANEL - INSET, y)];
		area.draw(&PathElement::new(rail, FAINT))?;
		// What lies above the others is what the chain does.
		for (percent, variant) in variants.into_iter().zip(Variant::ALL).rev() {
			mark(area, variant, (left + place(percent), y))?;
		}
	}
	Ok(())
}

/// The mark of a variant: a dot, and outlines that can be told apart on top of each other.
fn mark(area: &Area<'_>, variant: Variant, at: (i32, i32)) -> Drawn {
	match variant {
		Variant::Both => area.draw(&Circle::new(at, 3, BLACK.filled())),
		Variant::NoTurnout => {
			let (x, y) = at;
			let corners = vec![(x, y - 10), (x + 9, y + 6), (x - 9, y + 6), (x, y - 10)];
			area.draw(&PathElement::new(corners, BLACK.stroke_width(1)))
		}
		Variant::NoMargin => {
			let corners = [(at.0 - 7, at.1 - 7), (at.0 + 7, at.1 + 7)];
			area.draw(&Rectangle::new(corners, GREY.stroke_width(2)))
		}
		Variant::Neither => area.draw(&Cross::new(at, 5, GREY.stroke_width(2))),
	}
}

fn legend(area: &Area<'_>) -> Drawn {
	for (column, variant) in (0..).zip(Variant::ALL) {
		let x = 24 + 150 * column;
		mark(area, variant, (x, 44))?;
		write(area, variant.name(), (x + 14, 44), HPos::Left, 12, false)?;
	}
	Ok(())
}

/// Write words: where, on which side of that place, in which size of letters.
pub fn write(
	area: &Area<'_>,
	words: &str,
	at: (i32, i32),
	side: HPos,
	size: i32,
	is_bold: bool,
) -> Drawn {
	let style = if is_bold {
		FontStyle::Bold
	} else {
		FontStyle::Normal
	};
	let text = ("sans-serif", size, style)
		.into_text_style(area)
		.color(&BLACK)
		.pos(Pos::new(side, VPos::Center));
	area.draw_text(words, &text, at)
}

/// Where a percentage stands in its panel: logarithmic, with a place of its own for never.
fn place(percent: f64) -> i32 {
	let decades = f64::from(PANEL - 2 * INSET) / 5.0;
	let steps = if percent <= 0.0 {
		0.0
	} else {
		1.0 + (percent.max(FINEST) / FINEST).log10()
	};
	INSET + (steps * decades).round() as i32
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::simulate::measure::Measure;

	#[test]
	fn percentages_are_placed_from_left_to_right_within_the_panel() {
		let places = TICKS.map(|(percent, _)| place(percent));
		assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
		assert_eq!((places[0], places[5]), (INSET, PANEL - INSET));
		assert_eq!(place(0.001), place(FINEST));
	}

	#[test]
	fn the_picture_names_what_it_shows_and_nothing_else() {
		let outcome = |scene: &str, is_plotted| Outcome {
			scene: scene.into(),
			measure: Measure::WrongRecall,
			is_plotted,
			percent: [[0.0, 1.0, 10.0, 100.0]; 3],
		};
		let outcomes = [outcome("shown", true), outcome("hidden", false)];
		let parts = [Part {
			title: "honest",
			outcomes: &outcomes,
		}];
		let svg = svg(&parts).expect("drawn");
		assert!(svg.starts_with("<svg") && svg.contains("30,000 electors"));
		assert!(svg.contains("shown: wrong recall") && !svg.contains("hidden"));
	}
}
