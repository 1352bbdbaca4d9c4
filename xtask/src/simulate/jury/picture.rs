//! How often a lobby passes a bill alone, as a picture: a panel for each class, lines for what is exact
//! and what it is at most, dots for what was measured. Lines differ in stroke, so that it can be read
//! without colours.

use super::{
	coalition::{by_chance, Coalition},
	panel::{Class, Pool},
	tables::JURISTS,
};
use crate::simulate::plot::{write, Area, Drawn};
use anyhow::{anyhow, Result};
use plotters::{prelude::*, style::text_anchor::HPos};

/// What was measured: the lobby's share of the jurists, and how often it could pass a bill alone.
pub type Measured = (f64, f64);

/// A panel of the picture.
pub struct Part<'a> {
	/// What is drawn for.
	pub class: &'a Class,
	/// What was measured when nobody withholds.
	pub honest: Vec<Measured>,
	/// And when the coalition does.
	pub withheld: Vec<Measured>,
}

const LEFT: i32 = 96;
const TOP: i32 = 96;
const WIDTH: i32 = 420;
const HEIGHT: i32 = 320;
const GAP: i32 = 64;
const BOTTOM: i32 = 56;
/// Lobbies from and to.
const FROM: f64 = 0.05;
const TO: f64 = 0.50;
/// Decades below certainty that are shown.
const DECADES: i32 = 6;
const FAINT: RGBColor = RGBColor(0xdd, 0xdd, 0xdd);
const GREY: RGBColor = RGBColor(0x88, 0x88, 0x88);

/// The picture as SVG.
pub fn svg(parts: &[Part<'_>], coalition: &Coalition) -> Result<String> {
	let panels = i32::try_from(parts.len())?;
	let size = (
		u32::try_from(LEFT + panels * (WIDTH + GAP))?,
		u32::try_from(TOP + HEIGHT + BOTTOM)?,
	);
	let mut svg = String::new();
	{
		let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
		let failed = |error| anyhow!("the picture could not be drawn: {error}");
		draw(&area, parts, coalition).map_err(failed)?;
	}
	Ok(svg)
}

fn draw(area: &Area<'_>, parts: &[Part<'_>], coalition: &Coalition) -> Drawn {
	area.fill(&WHITE)?;
	let title = "Of 100 bills, how many a lobby among the jurists passes alone";
	write(area, title, (12, 20), HPos::Left, 16, true)?;
	legend(area)?;
	for (number, part) in (0..).zip(parts) {
		panel(area, part, coalition, LEFT + number * (WIDTH + GAP))?;
	}
	area.present()
}

fn panel(area: &Area<'_>, part: &Part<'_>, coalition: &Coalition, left: i32) -> Drawn {
	let class = part.class;
	let name = format!("{}: {} of {}", class.name, class.pass(), class.panel);
	write(
		area,
		&name,
		(left + WIDTH / 2, TOP - 14),
		HPos::Center,
		13,
		true,
	)?;
	for decade in 0..=DECADES {
		let chance = 10f64.powi(-decade);
		let y = down(chance);
		let line = PathElement::new(vec![(left, y), (left + WIDTH, y)], FAINT);
		area.draw(&line)?;
		let digits = usize::try_from(decade - 2).unwrap_or(0);
		let name = format!("{:.digits$} %", 100.0 * chance);
		write(area, &name, (left - 6, y), HPos::Right, 11, false)?;
	}
	for tenth in 1..=5 {
		let share = f64::from(tenth) / 10.0;
		let x = left + along(share);
		area.draw(&PathElement::new(vec![(x, TOP), (x, TOP + HEIGHT)], FAINT))?;
		let name = format!("{:.0} %", 100.0 * share);
		write(area, &name, (x, TOP + HEIGHT + 14), HPos::Center, 11, false)?;
	}
	let below = (left + WIDTH / 2, TOP + HEIGHT + 36);
	write(
		area,
		"of the jurists who claim are of the lobby",
		below,
		HPos::Center,
		12,
		false,
	)?;

	let pass = |share: f64| by_chance(class, Pool::new(JURISTS, share), class.pass());
	curve(area, left, false, &pass)?;
	curve(area, left, true, &|share| coalition.bound(pass(share)))?;
	for (measured, withheld) in [(&part.honest, false), (&part.withheld, true)] {
		for (share, captured) in measured {
			// What never happened has no place on such a scale.
			if *captured > 0.0 {
				mark(area, (left + along(*share), down(*captured)), withheld)?;
			}
		}
	}
	Ok(())
}

/// A line over all lobbies; dashed for what withholding brings at most.
fn curve(area: &Area<'_>, left: i32, dashed: bool, of: &dyn Fn(f64) -> f64) -> Drawn {
	let steps = ((TO - FROM) * 200.0).round() as u32;
	let points: Vec<(i32, i32)> = (0..=steps)
		.map(|step| FROM + f64::from(step) / 200.0)
		.map(|share| (share, of(share)))
		.filter(|(_, chance)| *chance >= 10f64.powi(-DECADES))
		.map(|(share, chance)| (left + along(share), down(chance)))
		.collect();
	if !dashed {
		return area.draw(&PathElement::new(points, BLACK.stroke_width(2)));
	}
	for dash in points.windows(2).step_by(2) {
		area.draw(&PathElement::new(dash.to_vec(), GREY.stroke_width(2)))?;
	}
	Ok(())
}

fn mark(area: &Area<'_>, at: (i32, i32), withheld: bool) -> Drawn {
	if withheld {
		area.draw(&Circle::new(at, 5, BLACK.stroke_width(1)))
	} else {
		area.draw(&Circle::new(at, 3, BLACK.filled()))
	}
}

fn legend(area: &Area<'_>) -> Drawn {
	let y = 48;
	let mut x = 24;
	for (name, is_mark, withheld, width) in [
		("exact, nobody withholds", false, false, 200),
		("measured", true, false, 110),
		("at most, a third withholds", false, true, 220),
		("measured, a third withholds", true, true, 200),
	] {
		if is_mark {
			mark(area, (x + 8, y), withheld)?;
		} else if withheld {
			for dash in 0..3 {
				let from = x - 6 + 9 * dash;
				let line = vec![(from, y), (from + 5, y)];
				area.draw(&PathElement::new(line, GREY.stroke_width(2)))?;
			}
		} else {
			let line = vec![(x - 6, y), (x + 18, y)];
			area.draw(&PathElement::new(line, BLACK.stroke_width(2)))?;
		}
		write(area, name, (x + 24, y), HPos::Left, 12, false)?;
		x += width;
	}
	Ok(())
}

/// Where a lobby stands in its panel.
fn along(share: f64) -> i32 {
	(f64::from(WIDTH) * (share - FROM) / (TO - FROM)).round() as i32
}

/// Where a chance stands: logarithmic, certainty at the top.
fn down(chance: f64) -> i32 {
	let decades = -chance.max(10f64.powi(-DECADES)).min(1.0).log10();
	TOP + (f64::from(HEIGHT) * decades / f64::from(DECADES)).round() as i32
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn certainty_is_at_the_top_and_what_is_too_rare_at_the_bottom() {
		assert_eq!(down(1.0), TOP);
		assert_eq!(down(1e-6), TOP + HEIGHT);
		assert_eq!(down(0.0), TOP + HEIGHT);
		assert_eq!((along(FROM), along(TO)), (0, WIDTH));
	}

	#[test]
	fn the_picture_has_a_panel_for_each_class_and_a_mark_for_what_happened() {
		let coalition = Coalition {
			share: 1.0 / 3.0,
			planned: vec![3, 4],
			at_the_end: vec![1, 2],
		};
		let parts = Class::ALL.each_ref().map(|class| Part {
			class,
			honest: vec![(0.3, 0.01), (0.2, 0.0)],
			withheld: vec![(0.3, 0.05)],
		});
		let svg = svg(&parts, &coalition).expect("drawn");
		assert!(svg.starts_with("<svg") && svg.contains("18 of 35"));
		assert!(svg.contains("24 of 35") && svg.contains("43 of 63"));
		// Six marks and two in the legend.
		assert_eq!(svg.matches("<circle").count(), 8);
	}
}
