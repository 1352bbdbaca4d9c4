//! A portrait as one page that needs nothing else.

use super::{
	draw::{sum, term, times},
	view::{bars, Rating, Tenure, View},
};
use crate::drawing::{
	html::{self, escape, facts, table},
	percent, svg,
};
use veche_primitives::Ppm;

/// The page.
pub fn page(view: &View) -> String {
	let name = match &view.who.name {
		Some(name) => name.clone(),
		None => view.who.to_string(),
	};
	let mut body = format!(
		"<header>\n<h1 dir=\"auto\">{}</h1>\n<p class=\"soft\">Person {}, a public portrait at block \
		 {}</p>\n</header>\n<main>\n",
		escape(&name),
		view.who.person,
		view.block
	);
	body += &facts(&[
		("Mandates", view.mandates.len().to_string()),
		("Lost an office for lack of confidence", times(view.recalls)),
	]);
	for tenure in &view.mandates {
		body += &mandate(tenure);
	}
	for acted in &view.acted {
		let title = format!("Acted: {}, {}", acted.title, acted.unit);
		body += &section(&title);
		let lines = [acted.suspend_below, acted.reinstate_at];
		body += &ratings(&format!("a{}", acted.office), &title, &acted.history, lines);
		body += "</section>\n";
	}
	if view.has_older_rounds {
		body +=
			"<p>Older rounds are not on this page: <code>veche office rounds NUMBER</code> has \
		         them.</p>\n";
	}
	body += &cases(view);
	body += &credentials(view);
	body += "</main>\n";
	body += &footer(view);
	html::page(&format!("Portrait of {name}"), &body)
}

fn section(title: &str) -> String {
	format!("<section>\n<h2 dir=\"auto\">{}</h2>\n", escape(title))
}

fn mandate(tenure: &Tenure) -> String {
	let title = format!("{}, {}", tenure.title, tenure.unit);
	let mut html = section(&title);
	html += &facts(&[
		(
			"Mandate",
			format!(
				"{} of office {}, from election {}",
				tenure.holding.mandate, tenure.office, tenure.holding.election
			),
		),
		("Term", term(tenure)),
		("Record", sum(tenure)),
		(
			"Pledges by weight",
			format!("{} kept, {} broken", tenure.kept, tenure.broken),
		),
	]);
	let lines = [tenure.suspend_below, tenure.reinstate_at];
	let key = format!("m{}", tenure.holding.mandate);
	html += &ratings(&key, &title, &tenure.history, lines);
	html += &pledges(tenure);
	html += "</section>\n";
	html
}

/// The chart, and the same in a table.
fn ratings(key: &str, title: &str, history: &[Rating], lines: [Ppm; 2]) -> String {
	if history.is_empty() {
		return "<p>No confidence round is over yet.</p>\n".into();
	}
	let caption = format!(
		"Share of yes by round. Under {} suspends; {} or more brings back.",
		percent(lines[0]),
		percent(lines[1])
	);
	let mut html = format!(
		"<figure>\n{}<figcaption>{}</figcaption>\n</figure>\n",
		svg::draw(key, &format!("Ratings: {title}"), &bars(history), &lines),
		escape(&caption)
	);
	let rows: Vec<Vec<String>> = history
		.iter()
		.map(|rating| {
			let answers = &rating.answers;
			vec![
				rating.round.to_string(),
				rating.kind.into(),
				rating.closed.to_string(),
				rating.bar.height.words(),
				answers.yes.to_string(),
				answers.no.to_string(),
				percent(answers.turnout),
				rating.poll.to_string(),
			]
		})
		.collect();
	html += &table(
		"Confidence rounds, the newest first",
		&[
			"Round", "Kind", "Block", "Rating", "Yes", "No", "Turnout", "Poll",
		],
		&rows,
	);
	html
}

fn pledges(tenure: &Tenure) -> String {
	if tenure.pledges.is_empty() {
		return "<p>No pledges.</p>\n".into();
	}
	let rows: Vec<Vec<String>> = tenure
		.pledges
		.iter()
		.map(|one| {
			let mut mark = one.words();
			if let Some(reason) = &one.reason {
				mark += &format!("; asked to be excused: {reason}");
			}
			vec![
				one.pledge.to_string(),
				one.title.clone(),
				one.due.to_string(),
				one.weight.to_string(),
				mark,
			]
		})
		.collect();
	table(
		"Pledges",
		&["No.", "Pledge", "Due at block", "Weight", "Mark"],
		&rows,
	)
}

fn cases(view: &View) -> String {
	if view.cases.is_empty() {
		return String::new();
	}
	let mut html = section("Suspensions and recalls");
	for case in &view.cases {
		let words = format!("Office {}: {}.", case.office, case.words());
		html += &format!("<p>{}</p>\n", escape(&words));
		if let Some(said) = &case.explanation {
			html += &format!("<blockquote dir=\"auto\">{}</blockquote>\n", escape(said));
		}
		if let Some(text) = &case.explanation_text {
			html += &format!(
				"<p class=\"soft\">Longer text with hash {}</p>\n",
				escape(text)
			);
		}
	}
	html += "</section>\n";
	html
}

fn credentials(view: &View) -> String {
	if view.credentials.is_empty() {
		return String::new();
	}
	let rows: Vec<Vec<String>> = view
		.credentials
		.iter()
		.map(|one| {
			vec![
				one.title.clone(),
				one.status.words().into(),
				one.when(),
				one.schema.to_string(),
			]
		})
		.collect();
	let heads = ["Credential", "Status", "When", "Schema"];
	let mut html = section("Public credentials");
	html += &table("What everybody may see", &heads, &rows);
	html += "</section>\n";
	html
}

/// Where it comes from, so that anybody can make it again.
fn footer(view: &View) -> String {
	format!(
		"<footer>\n<p>Made from the public state of the chain with first block \
		 <code>{}</code> at block {}, <code>{}</code>. Anybody can make it again: <code>veche portrait \
		 {}</code></p>\n</footer>\n",
		escape(&view.chain),
		view.block,
		escape(&view.block_hash),
		view.who.person
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::commands::portrait::view::tests::{nobody, view, HOSTILE};

	#[test]
	fn page_takes_every_text_literally() {
		let page = page(&view());
		assert!(!page.contains("<script"), "{page}");
		assert!(!page.contains("alert('x')"), "{page}");
		let safe = escape(HOSTILE);
		for text in ["Ann ", "Head ", "A bridge ", "The flood ", "Governance "] {
			let expected = format!("{text}{safe}");
			assert!(page.contains(&expected), "{expected}:\n{page}");
		}
	}

	#[test]
	fn page_needs_nothing_from_elsewhere_and_can_be_read_aloud() {
		let page = page(&view());
		for part in ["http://", "https://", "src=", "href=", "url(", "@import"] {
			assert!(!page.contains(part), "{part}:\n{page}");
		}
		for part in [
			"<html lang=\"en\">",
			"role=\"img\" aria-labelledby=\"title-m2 desc-m2\"",
			"round 1: 15.0%; round 2: too few answered.</desc>",
			"<caption>Confidence rounds, the newest first</caption>",
			"<th scope=\"col\">Rating</th>",
			"id=\"title-a4\"",
		] {
			assert!(page.contains(part), "{part}:\n{page}");
		}
	}

	#[test]
	fn page_closes_what_it_opens() {
		for view in [view(), nobody()] {
			let page = page(&view);
			for tag in [
				"html",
				"head",
				"body",
				"header",
				"main",
				"section",
				"h1",
				"h2",
				"dl",
				"figure",
				"svg",
				"table",
				"tr",
				"td",
				"blockquote",
				"footer",
				"p",
				"code",
			] {
				let closed = page.matches(&format!("</{tag}>")).count();
				let opened = page.matches(&format!("<{tag}>")).count()
					+ page.matches(&format!("<{tag} ")).count();
				assert_eq!(opened, closed, "{tag}:\n{page}");
			}
		}
	}

	#[test]
	fn page_of_somebody_without_office_has_neither_chart_nor_table() {
		let page = page(&nobody());
		assert!(page.contains("<h1 dir=\"auto\">person 9</h1>"), "{page}");
		assert!(!page.contains("<svg") && !page.contains("<table"), "{page}");
	}

	#[test]
	fn page_names_each_image_once() {
		let page = page(&view());
		for id in ["title-m2", "desc-m2", "title-a4", "desc-a4"] {
			assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
		}
	}
}
