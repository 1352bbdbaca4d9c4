//! How likely a jurist is drawn: before the seed is known, and with a ticket in hand.
//!
//! A ticket's number is as good as drawn by lot: 32 bytes that nobody can choose. So of all jurists'
//! tickets, each order is as likely as any other.

use veche_primitives::{Alias, Ppm, WHOLE};

/// The chance to sit on a panel of so many seats when so many jurists claim, before anybody knows
/// the seed.
pub fn before(seats: u32, jurists: u32) -> Ppm {
	let share = u64::from(seats.min(jurists)) * u64::from(WHOLE) / u64::from(jurists.max(1));
	Ppm::try_from(share).unwrap_or(WHOLE)
}

/// The least chance of a ticket to be among the `places` lowest in the end, given the tickets kept
/// now and how many jurists there are. It is higher if some of them never claim.
pub fn at_least(ticket: &Alias, kept: &[Alias], places: u32, jurists: u32) -> Ppm {
	let lower = count(kept, |other| other < ticket);
	let Some(room) = places
		.checked_sub(lower)
		.and_then(|left| left.checked_sub(1))
	else {
		return 0;
	};
	// All others may still claim: whoever had to go for lower tickets is counted once too often.
	let others = jurists
		.saturating_sub(1)
		.saturating_sub(count(kept, |other| other != ticket));
	let chance = at_most(room, others, height(ticket));
	// Rounded down, but what is certain is certain.
	(chance * f64::from(WHOLE) + 1e-6).min(f64::from(WHOLE)) as Ppm
}

fn count(kept: &[Alias], counts: impl Fn(&Alias) -> bool) -> u32 {
	let found = kept.iter().filter(|other| counts(other)).count();
	u32::try_from(found).unwrap_or(u32::MAX)
}

/// A ticket's number as a share of all numbers: the chance that another ticket is lower.
fn height(ticket: &Alias) -> f64 {
	const BITS: u32 = 53;
	let first: [u8; 8] = std::array::from_fn(|place| ticket[place]);
	let number = u64::from_be_bytes(first) >> (u64::BITS - BITS);
	// Both are whole numbers that such a float holds exactly.
	number as f64 / (1u64 << BITS) as f64
}

/// The chance that of `tries`, each with this chance, at most `most` succeed.
fn at_most(most: u32, tries: u32, chance: f64) -> f64 {
	if most >= tries {
		return 1.0;
	}
	// The chance of no success, then that of one more from that of one fewer. If the first is too
	// small for a float, so many succeed that few enough for a panel cannot be hoped for.
	let mut term = (f64::from(tries) * (-chance).ln_1p()).exp();
	let mut sum = term;
	for done in 0..most {
		let left = f64::from(tries - done) / f64::from(done + 1);
		term *= left * chance / (1.0 - chance);
		sum += term;
	}
	sum.min(1.0)
}

#[cfg(test)]
mod tests {
	use super::*;

	/// A ticket whose number is this share of all, in 256ths.
	fn ticket(height: u8) -> Alias {
		let mut ticket = [0; 32];
		ticket[0] = height;
		ticket
	}

	#[test]
	fn before_is_the_share_of_seats() {
		assert_eq!(before(5, 40), 125_000);
		assert_eq!(before(5, 4), WHOLE);
		assert_eq!(before(5, 0), 0);
	}

	#[test]
	fn at_most_is_the_binomial_sum() {
		let close = |left: f64, right: f64| (left - right).abs() < 1e-9;
		assert!(close(at_most(0, 2, 0.5), 0.25));
		assert!(close(at_most(1, 2, 0.5), 0.75));
		assert!(close(at_most(2, 2, 0.5), 1.0));
		// 10 tries at 0.3: at most 2 with 0.3827827864.
		assert!(close(at_most(2, 10, 0.3), 0.382_782_786_4));
		assert!(at_most(128, 1_000_000, 0.9) < 1e-9);
		assert!(close(at_most(3, 10, 0.0), 1.0));
	}

	#[test]
	fn lowest_number_is_sure_and_the_highest_hopeless() {
		assert_eq!(at_least(&ticket(0), &[], 1, 1_000), WHOLE);
		assert_eq!(at_least(&[0xff; 32], &[], 1, 1_000), 0);
	}

	#[test]
	fn ticket_is_lost_when_enough_lower_ones_are_in() {
		let kept = [ticket(1), ticket(2), ticket(9)];
		assert_eq!(at_least(&ticket(9), &kept, 2, 40), 0);
		assert!(at_least(&ticket(2), &kept, 2, 40) > 0);
	}

	#[test]
	fn ticket_is_sure_when_nobody_else_can_claim() {
		let kept = [ticket(1), ticket(200)];
		assert_eq!(at_least(&ticket(200), &kept, 2, 2), WHOLE);
		assert_eq!(at_least(&ticket(200), &kept, 3, 3), WHOLE);
	}

	#[test]
	fn chance_falls_with_height_and_with_jurists() {
		let of = |height, jurists| at_least(&ticket(height), &[], 5, jurists);
		assert!(of(10, 40) > of(40, 40));
		assert!(of(40, 20) > of(40, 40));
		// Height 64 of 256: none of four others lower with 0.75^4.
		assert_eq!(at_least(&ticket(64), &[], 1, 5), 316_406);
	}
}
