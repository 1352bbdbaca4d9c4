//! What verbs draw: ratings as a chart in the terminal ([`chart`]) or on a page ([`svg`]), pages
//! that need nothing else ([`html`]), and sentences broken into lines ([`lines`]).
//!
//! All of it is made of values alone: nothing here asks a chain.

pub mod chart;
pub mod html;
pub mod lines;
pub mod svg;

use veche_primitives::Ppm;

/// A round in a chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bar {
	/// Which round of the office.
	pub round: u32,
	/// What it said.
	pub height: Height,
}

/// What a round said, as far as a chart shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Height {
	/// A rating that counts.
	Valid(Ppm),
	/// One that was too close to a threshold with too few answers.
	Unclear(Ppm),
	/// Too few answered.
	TooFew,
}

impl Height {
	/// The rating, whether it counts or not; none when too few answered.
	pub const fn rating(self) -> Option<Ppm> {
		match self {
			Self::Valid(rating) | Self::Unclear(rating) => Some(rating),
			Self::TooFew => None,
		}
	}

	/// In words.
	pub fn words(self) -> String {
		match self {
			Self::Valid(rating) => percent(rating),
			Self::Unclear(rating) => format!("{}, unclear and repeated", percent(rating)),
			Self::TooFew => "too few answered".into(),
		}
	}
}

/// A share for people. Rounded down, so that what is shown at a threshold has reached it.
pub fn percent(share: Ppm) -> String {
	format!("{}%", points(share))
}

/// A share in points of a hundred.
pub fn points(share: Ppm) -> String {
	format!("{}.{}", share / 10_000, share / 1_000 % 10)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn percent_is_rounded_down() {
		assert_eq!(percent(199_999), "19.9%");
		assert_eq!(percent(1_000_000), "100.0%");
		assert_eq!(percent(0), "0.0%");
	}

	#[test]
	fn words_tell_what_counts_from_what_does_not() {
		assert_eq!(Height::Valid(150_000).words(), "15.0%");
		assert!(Height::Unclear(480_000).words().contains("repeated"));
		assert_eq!(Height::TooFew.rating(), None);
	}
}
