//! Ratings as bars in a terminal: at most 80 columns, no colour.

use super::{Bar, Height};
use std::io::{self, Write};
use veche_primitives::{Ppm, WHOLE};

/// Columns for bars; the scale takes six more.
const BODY: usize = 72;
/// Rows of the scale, each as high as the others.
const BANDS: u32 = 10;
const BAND: Ppm = WHOLE / BANDS;
const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const FULL: char = '█';
const UNCLEAR: char = '░';
const LINE: char = '┄';

/// How wide a bar is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Width {
	/// Two columns and one free on each side: there is room for numbers below.
	Wide,
	/// One column and one free.
	Narrow,
	/// One column.
	Thin,
}

impl Width {
	fn of(bars: usize) -> Self {
		[Self::Wide, Self::Narrow]
			.into_iter()
			.find(|width| bars.saturating_mul(width.columns()) <= BODY)
			.unwrap_or(Self::Thin)
	}

	const fn columns(self) -> usize {
		match self {
			Self::Wide => 4,
			Self::Narrow => 2,
			Self::Thin => 1,
		}
	}

	/// A cell of a row: the bar's sign, and what stands around it.
	fn cell(self, sign: char, around: char) -> String {
		match self {
			Self::Wide => [around, sign, sign, around].into_iter().collect(),
			Self::Narrow => [sign, around].into_iter().collect(),
			Self::Thin => sign.into(),
		}
	}
}

/// Draw the rounds, the oldest first, with a line at each of these ratings. Where there are more
/// rounds than columns, the last are drawn.
pub fn draw(out: &mut dyn Write, bars: &[Bar], lines: &[Ppm]) -> io::Result<()> {
	let shown = bars
		.get(bars.len().saturating_sub(BODY)..)
		.unwrap_or_default();
	let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
		return writeln!(out, "No round is over yet.");
	};
	let width = Width::of(shown.len());
	writeln!(out, "100% ┐")?;
	for band in (0..BANDS).rev() {
		let floor = band.saturating_mul(BAND);
		let top = floor.saturating_add(BAND);
		let row = shown
			.iter()
			.map(|bar| width.cell(band_sign(bar.height, floor), ' '));
		put(out, "     │", row)?;
		// A line stands between two rows: a bar crosses it only if it reaches it exactly.
		for line in lines_within(lines, floor, top) {
			let row = shown
				.iter()
				.map(|bar| width.cell(line_sign(bar.height, line), LINE));
			put(out, &format!("{:>3}% ┤", line / 10_000), row)?;
		}
	}
	let axis = width.columns().saturating_mul(shown.len());
	writeln!(out, "  0% ┴{}", "─".repeat(axis))?;
	if width == Width::Wide {
		put(
			out,
			"round ",
			shown.iter().map(|bar| format!("{:>3} ", bar.round)),
		)?;
		put(out, "      ", shown.iter().map(|bar| label(bar.height)))?;
	} else {
		writeln!(out, "      rounds {} to {}", first.round, last.round)?;
	}
	if shown.len() < bars.len() {
		let (all, last) = (bars.len(), shown.len());
		writeln!(out, "      the last {last} of {all} rounds")?;
	}
	draw_legend(out, shown, width)
}

/// What the signs mean that are on the chart.
fn draw_legend(out: &mut dyn Write, bars: &[Bar], width: Width) -> io::Result<()> {
	let any = |wanted: fn(&Height) -> bool| bars.iter().any(|bar| wanted(&bar.height));
	if any(|height| matches!(height, Height::TooFew)) {
		let sign = if width == Width::Wide { "few" } else { "gap" };
		writeln!(
			out,
			"      {sign}: too few answered, the round says nothing"
		)?;
	}
	if any(|height| matches!(height, Height::Unclear(_))) {
		writeln!(
			out,
			"      {UNCLEAR}: too close with too few answers, repeated at once"
		)?;
	}
	Ok(())
}

fn put(out: &mut dyn Write, scale: &str, cells: impl Iterator<Item = String>) -> io::Result<()> {
	let cells: String = cells.collect();
	let row = format!("{scale}{cells}");
	writeln!(out, "{}", row.trim_end())
}

/// The lines that are drawn right below the row that begins with `floor`; one within a row is drawn
/// below it, one at the very top above all bars is none.
fn lines_within(lines: &[Ppm], floor: Ppm, top: Ppm) -> impl Iterator<Item = Ppm> {
	let mut within: Vec<Ppm> = lines
		.iter()
		.copied()
		.filter(|line| (floor..top).contains(line) && *line > 0)
		.collect();
	within.sort_unstable();
	within.dedup();
	within.into_iter().rev()
}

/// What of a bar is in the row that begins with `floor`. Never less than it is, so that a little is
/// not nothing.
fn band_sign(height: Height, floor: Ppm) -> char {
	let Some(rating) = height.rating().filter(|rating| *rating > floor) else {
		return ' ';
	};
	if let Height::Unclear(_) = height {
		return UNCLEAR;
	}
	let above = rating.saturating_sub(floor).min(BAND);
	let eighths = above.saturating_mul(8).div_ceil(BAND);
	let place = usize::try_from(eighths).unwrap_or_default();
	EIGHTHS.get(place).copied().unwrap_or(FULL)
}

fn line_sign(height: Height, line: Ppm) -> char {
	match height {
		Height::Valid(rating) if rating >= line => FULL,
		Height::Unclear(rating) if rating >= line => UNCLEAR,
		_ => LINE,
	}
}

/// The rating below a bar.
fn label(height: Height) -> String {
	match height {
		Height::Valid(rating) => format!("{:>3}%", rating / 10_000),
		Height::Unclear(rating) => format!("{:>3}?", rating / 10_000),
		Height::TooFew => " few".into(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const LINES: [Ppm; 2] = [200_000, 500_000];

	fn drawn(heights: &[Height]) -> String {
		let bars: Vec<Bar> = heights
			.iter()
			.zip(1..)
			.map(|(height, round)| Bar {
				round,
				height: *height,
			})
			.collect();
		let mut out = Vec::new();
		draw(&mut out, &bars, &LINES).unwrap();
		String::from_utf8(out).unwrap()
	}

	fn row<'a>(text: &'a str, scale: &str) -> &'a str {
		text.lines().find(|line| line.starts_with(scale)).unwrap()
	}

	#[test]
	fn draw_says_so_when_no_round_is_over() {
		assert_eq!(drawn(&[]), "No round is over yet.\n");
	}

	#[test]
	fn draw_shows_one_round_with_its_number_and_rating() {
		let expected = "\
100% ┐
     │
     │
     │
     │
     │
 50% ┤┄┄┄┄
     │
     │
     │ ▄▄
 20% ┤┄██┄
     │ ██
     │ ██
  0% ┴────
round   1
       25%
";
		assert_eq!(drawn(&[Height::Valid(250_000)]), expected);
	}

	#[test]
	fn bar_crosses_a_line_only_when_it_reaches_it() {
		let text = drawn(&[Height::Valid(199_999), Height::Valid(200_000)]);
		assert_eq!(row(&text, " 20%"), " 20% ┤┄┄┄┄┄██┄");
		assert!(text.contains(" 19% 20%"), "{text}");
	}

	#[test]
	fn draw_tells_rounds_that_do_not_count_apart() {
		let text = drawn(&[
			Height::TooFew,
			Height::Unclear(480_000),
			Height::Valid(1_000_000),
			Height::Valid(0),
		]);
		assert!(text.contains(" few 48?100%  0%"), "{text}");
		assert_eq!(row(&text, " 20%"), " 20% ┤┄┄┄┄┄░░┄┄██┄┄┄┄┄");
		assert!(text.contains("few: too few"), "{text}");
		assert!(text.contains("░: too close"), "{text}");
		assert!(!drawn(&[Height::Valid(1)]).contains("too few"));
	}

	#[test]
	fn draw_stays_within_80_columns_however_many_rounds() {
		for rounds in [1, 18, 19, 36, 37, 72, 73, 256] {
			let heights: Vec<Height> = (0..rounds).map(|n| Height::Valid(n * 3_900)).collect();
			let text = drawn(&heights);
			let widest = text.lines().map(|line| line.chars().count()).max();
			assert!(widest <= Some(80), "{rounds} rounds: {widest:?}\n{text}");
			let narrow = format!("rounds {} to {rounds}", rounds.saturating_sub(72) + 1);
			assert_eq!(text.contains(&narrow), rounds > 18, "{text}");
			assert_eq!(text.contains("the last 72 of"), rounds > 72, "{text}");
		}
	}

	#[test]
	fn little_is_not_nothing_and_much_is_not_more() {
		assert_eq!(band_sign(Height::Valid(1), 0), '▁');
		assert_eq!(band_sign(Height::Valid(100_000), 0), '█');
		assert_eq!(band_sign(Height::Valid(100_000), 100_000), ' ');
		assert_eq!(band_sign(Height::Valid(u32::MAX), 900_000), '█');
	}

	#[test]
	fn lines_stand_where_they_are_whatever_the_rules() {
		let mut out = Vec::new();
		let bar = Bar {
			round: 1,
			height: Height::Valid(450_000),
		};
		draw(&mut out, &[bar], &[450_001, 150_000, 150_000, 0]).unwrap();
		let text = String::from_utf8(out).unwrap();
		assert_eq!(row(&text, " 45%"), " 45% ┤┄┄┄┄");
		assert_eq!(row(&text, " 15%"), " 15% ┤┄██┄");
		assert_eq!(text.matches('┤').count(), 2, "{text}");
	}
}
