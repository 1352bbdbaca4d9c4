//! Where a jurist stands with a bill, as far as tickets and the panel's list tell.
//!
//! Only whoever has the voting secret can work this out: the aliases are those of the own secrets.

use crate::{
	chain::{jury::Drawn, Term},
	identity::Identity,
	ring,
};
use anyhow::Result;
use serde::Serialize;
use veche_primitives::Alias;

/// What part somebody has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "part")]
pub enum Standing {
	/// No ticket of theirs is kept. Tickets are taken still.
	Unclaimed,
	/// A ticket is in: the `place`-th lowest of those kept, counted from 1.
	Kept {
		/// Which.
		place: u32,
		/// Whether so few lower ones are in that it would sit now.
		would_sit: bool,
	},
	/// All places are taken by lower tickets.
	TooHigh,
	/// On the panel.
	Sits {
		/// As a reserve who was called.
		called: bool,
		/// Whether a ballot of theirs is counted.
		voted: bool,
	},
	/// The `place`-th reserve, not called.
	StandsBy {
		/// Which.
		place: u32,
	},
	/// Was on the panel, and a reserve took the seat.
	Replaced,
	/// Neither panel nor reserve.
	NotDrawn,
}

/// The aliases of all voting secrets of somebody in a proof context, the newest first. At most one
/// of them is on a frozen roll.
pub fn aliases(identity: &Identity, context: &[u8; 32]) -> Result<Vec<Alias>> {
	identity
		.voting_entropies()
		.map(|entropy| ring::alias(entropy, context))
		.collect()
}

/// Where somebody stands while tickets are taken, and the alias. `own` is the alias whose key is on
/// the frozen roll; all others of theirs are in nobody's list.
pub fn while_claiming(own: &Alias, drawn: &Drawn, places: u32) -> Standing {
	let kept: Vec<&Alias> = drawn.panel.iter().chain(&drawn.reserves).collect();
	if let Some(place) = place_of(kept.iter().copied(), own) {
		return Standing::Kept {
			place,
			would_sit: drawn.panel.contains(own),
		};
	}
	let is_full = u32::try_from(kept.len()).is_ok_and(|kept| kept >= places);
	match kept.last() {
		Some(highest) if is_full && own > *highest => Standing::TooHigh,
		_ => Standing::Unclaimed,
	}
}

/// Where somebody stands while the panel votes, and the alias with which: `terms` is the panel's
/// list, `reserves` are those drawn to stand by.
pub fn while_voting(
	own: &[Alias],
	terms: &[(Alias, Term)],
	reserves: &[Alias],
	has_voted: bool,
) -> (Standing, Option<Alias>) {
	let listed = terms.iter().find(|(alias, _)| own.contains(alias));
	if let Some((alias, term)) = listed {
		let standing = match term.until {
			None => Standing::Sits {
				called: reserves.contains(alias),
				voted: has_voted,
			},
			Some(_) => Standing::Replaced,
		};
		return (standing, Some(*alias));
	}
	for alias in own {
		if let Some(place) = place_of(reserves.iter(), alias) {
			return (Standing::StandsBy { place }, Some(*alias));
		}
	}
	(Standing::NotDrawn, None)
}

/// The place of an alias in a list, counted from 1.
fn place_of<'a>(mut list: impl Iterator<Item = &'a Alias>, own: &Alias) -> Option<u32> {
	let place = list.position(|alias| alias == own)?;
	u32::try_from(place).ok()?.checked_add(1)
}

#[cfg(test)]
mod tests {
	use super::*;

	const SEATED: Term = Term {
		since: 100,
		until: None,
	};
	const GONE: Term = Term {
		since: 100,
		until: Some(120),
	};

	fn drawn() -> Drawn {
		Drawn {
			panel: vec![[1; 32], [2; 32]],
			reserves: vec![[5; 32], [7; 32]],
		}
	}

	#[test]
	fn ticket_is_kept_at_its_place_and_would_sit_among_the_lowest() {
		let of = |own: u8| while_claiming(&[own; 32], &drawn(), 4);
		let kept = |place, would_sit| Standing::Kept { place, would_sit };
		assert_eq!(of(2), kept(2, true));
		assert_eq!(of(5), kept(3, false));
		assert_eq!(of(7), kept(4, false));
	}

	#[test]
	fn ticket_is_too_high_only_when_all_places_are_taken_by_lower_ones() {
		let of = |own: u8, places| while_claiming(&[own; 32], &drawn(), places);
		assert_eq!(of(8, 4), Standing::TooHigh);
		assert_eq!(of(8, 5), Standing::Unclaimed);
		assert_eq!(of(6, 4), Standing::Unclaimed);
		let nobody = Drawn::default();
		assert_eq!(while_claiming(&[9; 32], &nobody, 4), Standing::Unclaimed);
	}

	#[test]
	fn panel_sits_until_a_reserve_is_called() {
		let reserves = drawn().reserves;
		let terms = [([1; 32], SEATED), ([2; 32], GONE), ([5; 32], SEATED)];
		let of = |own: u8, voted| while_voting(&[[own; 32]], &terms, &reserves, voted);
		let sits = |called, voted| Standing::Sits { called, voted };
		assert_eq!(of(1, true), (sits(false, true), Some([1; 32])));
		assert_eq!(of(5, false), (sits(true, false), Some([5; 32])));
		assert_eq!(of(2, false), (Standing::Replaced, Some([2; 32])));
		let by = Standing::StandsBy { place: 2 };
		assert_eq!(of(7, false), (by, Some([7; 32])));
		assert_eq!(of(9, false), (Standing::NotDrawn, None));
	}

	#[test]
	fn older_secret_is_found_when_it_was_on_the_frozen_roll() {
		let terms = [([2; 32], SEATED)];
		let own = [[9; 32], [2; 32]];
		let (_, alias) = while_voting(&own, &terms, &[], false);
		assert_eq!(alias, Some([2; 32]));
	}

	#[test]
	fn aliases_are_those_of_the_own_secrets_in_that_context() {
		let ann = Identity::development("//Ann").unwrap();
		let first = aliases(&ann, &[1; 32]).unwrap();
		assert_eq!(first.len(), 1);
		assert_ne!(first, aliases(&ann, &[2; 32]).unwrap());
	}
}
