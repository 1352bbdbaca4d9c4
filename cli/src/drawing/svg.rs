//! Ratings as bars on a page: an image that says in words what it shows.

use super::{html::escape, percent, Bar, Height};
use veche_primitives::{Ppm, WHOLE};

/// The image's own measure; it is shown as wide as the page.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 260.0;
/// What the scale and the numbers take.
const LEFT: f64 = 44.0;
const RIGHT: f64 = 8.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 28.0;
/// No bar is wider.
const WIDEST: f64 = 56.0;
/// Most bars with a number each.
const NUMBERED: usize = 14;

/// The rounds, the oldest first, with a line at each of these ratings. `key` tells this image from
/// others on the page; `title` is a text.
pub fn draw(key: &str, title: &str, bars: &[Bar], lines: &[Ppm]) -> String {
	let key = escape(key);
	let mut svg = format!(
		"<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
		 aria-labelledby=\"title-{key} desc-{key}\">\n\
		 <title id=\"title-{key}\">{}</title>\n<desc id=\"desc-{key}\">{}</desc>\n",
		escape(title),
		escape(&describe(bars, lines))
	);
	for share in [0, WHOLE / 2, WHOLE] {
		let y = level(share);
		svg += &format!(
			"<line class=\"scale\" x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{:.1}\" y2=\"{y:.1}\"/>\n",
			WIDTH - RIGHT
		);
		if !lines.contains(&share) {
			svg += &text(LEFT - 6.0, y + 4.0, "end", &format!("{}%", share / 10_000));
		}
	}
	for (bar, place) in bars.iter().zip(0u32..) {
		svg += &draw_bar(bar, Place::of(place, bars.len()), bars.len() <= NUMBERED);
	}
	if let (Some(first), Some(last)) = (bars.first(), bars.last()) {
		if bars.len() > NUMBERED {
			let y = HEIGHT - 8.0;
			svg += &text(LEFT, y, "start", &format!("round {}", first.round));
			svg += &text(WIDTH - RIGHT, y, "end", &format!("round {}", last.round));
		}
	}
	// Over the bars, or nobody would see where a high one crosses.
	for line in lines {
		let y = level(*line);
		svg += &format!(
			"<line class=\"line\" x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{:.1}\" y2=\"{y:.1}\"/>\n",
			WIDTH - RIGHT
		);
		svg += &text(LEFT - 6.0, y + 4.0, "end", &format!("{}%", line / 10_000));
	}
	svg += "</svg>\n";
	svg
}

/// What the image shows, for those who do not see it.
fn describe(bars: &[Bar], lines: &[Ppm]) -> String {
	let lines: Vec<String> = lines.iter().map(|line| percent(*line)).collect();
	let rounds: Vec<String> = bars
		.iter()
		.map(|bar| format!("round {}: {}", bar.round, bar.height.words()))
		.collect();
	format!(
		"A bar for each confidence round, as high as the share of yes, with lines at {}. {}.",
		lines.join(" and "),
		rounds.join("; ")
	)
}

/// Where a bar stands.
#[derive(Clone, Copy)]
struct Place {
	left: f64,
	width: f64,
}

impl Place {
	fn of(place: u32, bars: usize) -> Self {
		let bars = u32::try_from(bars).unwrap_or(u32::MAX).max(1);
		let room = (WIDTH - LEFT - RIGHT) / f64::from(bars);
		let width = (room * 0.7).min(WIDEST);
		Self {
			left: LEFT + room * f64::from(place) + (room - width) / 2.0,
			width,
		}
	}

	fn middle(self) -> f64 {
		self.left + self.width / 2.0
	}
}

fn draw_bar(bar: &Bar, place: Place, numbered: bool) -> String {
	let Place { left, width } = place;
	let (floor, middle) = (level(0), place.middle());
	let mut svg = match bar.height {
		Height::TooFew => {
			let (top, right) = (floor - 10.0, middle + 5.0);
			let left = middle - 5.0;
			format!(
				"<path class=\"few\" d=\"M{left:.1} {top:.1} L{right:.1} {floor:.1} \
				 M{right:.1} {top:.1} L{left:.1} {floor:.1}\"/>\n"
			)
		}
		Height::Valid(rating) | Height::Unclear(rating) => {
			let class = match bar.height {
				Height::Unclear(_) => "unclear",
				_ => "bar",
			};
			let top = level(rating);
			let height = floor - top;
			format!(
				"<rect class=\"{class}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" \
				 height=\"{height:.1}\"/>\n"
			)
		}
	};
	if numbered {
		let (top, label) = match bar.height {
			Height::Valid(rating) => (level(rating), percent(rating)),
			Height::Unclear(rating) => (level(rating), format!("{}?", percent(rating))),
			Height::TooFew => (floor - 10.0, "few".into()),
		};
		svg += &text(middle, top - 5.0, "middle", &label);
		svg += &text(middle, HEIGHT - 8.0, "middle", &bar.round.to_string());
	}
	svg
}

/// How far down a share stands.
fn level(share: Ppm) -> f64 {
	let whole = f64::from(WHOLE);
	let up = f64::from(share.min(WHOLE)) / whole;
	TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - up)
}

fn text(x: f64, y: f64, anchor: &str, words: &str) -> String {
	format!(
		"<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>\n",
		escape(words)
	)
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
		draw("m2", "Ratings of <Ann>", &bars, &LINES)
	}

	#[test]
	fn draw_says_in_words_what_it_shows() {
		let svg = drawn(&[Height::Valid(150_000), Height::TooFew]);
		assert!(svg.contains("role=\"img\" aria-labelledby=\"title-m2 desc-m2\""));
		assert!(svg.contains("<title id=\"title-m2\">Ratings of &lt;Ann&gt;</title>"));
		assert!(svg.contains("lines at 20.0% and 50.0%"), "{svg}");
		let said = "round 1: 15.0%; round 2: too few answered.</desc>";
		assert!(svg.contains(said), "{svg}");
	}

	#[test]
	fn draw_has_a_sign_for_each_kind_of_round() {
		let svg = drawn(&[
			Height::Valid(150_000),
			Height::Unclear(480_000),
			Height::TooFew,
		]);
		for class in ["class=\"bar\"", "class=\"unclear\"", "class=\"few\""] {
			assert_eq!(svg.matches(class).count(), 1, "{class}: {svg}");
		}
		assert_eq!(svg.matches("class=\"line\"").count(), 2);
		assert!(svg.contains(">48.0%?</text>"), "{svg}");
	}

	#[test]
	fn bars_stay_within_the_image_however_many_rounds() {
		for rounds in [1u32, 2, 14, 15, 256] {
			for place in 0..rounds {
				let found = Place::of(place, rounds as usize);
				assert!(found.left >= LEFT, "{place} of {rounds}");
				assert!(found.left + found.width <= WIDTH - RIGHT + 0.01);
			}
		}
		assert!(level(u32::MAX) >= TOP && level(0) <= HEIGHT - BOTTOM);
		let many = drawn(&[Height::Valid(WHOLE); 40]);
		assert!(many.contains(">round 1</text>") && many.contains(">round 40</text>"));
		assert!(drawn(&[]).ends_with("</svg>\n"));
	}
}
