//! Pages that need nothing else: no script, no file from elsewhere, every text escaped.

/// Signs with a meaning in HTML, taken literally.
pub fn escape(text: &str) -> String {
	let mut safe = String::with_capacity(text.len());
	for sign in text.chars() {
		match sign {
			'&' => safe.push_str("&amp;"),
			'<' => safe.push_str("&lt;"),
			'>' => safe.push_str("&gt;"),
			'"' => safe.push_str("&quot;"),
			'\'' => safe.push_str("&#39;"),
			sign => safe.push(sign),
		}
	}
	safe
}

/// A whole page. `title` is a text, `body` is HTML.
pub fn page(title: &str, body: &str) -> String {
	let title = escape(title);
	format!(
		"<!DOCTYPE html>\n\
		 <html lang=\"en\">\n\
		 <head>\n\
		 <meta charset=\"utf-8\">\n\
		 <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
		 <meta http-equiv=\"Content-Security-Policy\" \
		 content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
		 <title>{title}</title>\n\
		 <style>\n{STYLE}</style>\n\
		 </head>\n\
		 <body>\n{body}</body>\n\
		 </html>\n"
	)
}

/// A table with a caption, its first row the heads of the columns. All texts are escaped.
pub fn table(caption: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
	let mut html = format!(
		"<div class=\"table\"><table>\n<caption>{}</caption>\n<thead><tr>",
		escape(caption)
	);
	for head in heads {
		html += &format!("<th scope=\"col\">{}</th>", escape(head));
	}
	html += "</tr></thead>\n<tbody>\n";
	for row in rows {
		html += "<tr>";
		for cell in row {
			// Whose text it may be is unknown: it may run from right to left.
			html += &format!("<td dir=\"auto\">{}</td>", escape(cell));
		}
		html += "</tr>\n";
	}
	html += "</tbody>\n</table></div>\n";
	html
}

/// A list of names and what they stand for. All texts are escaped.
pub fn facts(pairs: &[(&str, String)]) -> String {
	let mut html = String::from("<dl>\n");
	for (name, value) in pairs {
		let (name, value) = (escape(name), escape(value));
		html += &format!("<dt>{name}</dt><dd dir=\"auto\">{value}</dd>\n");
	}
	html += "</dl>\n";
	html
}

/// Readable on a phone, in the dark and on paper; nothing is told by colour alone.
const STYLE: &str = "\
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #ffffff; --soft: #5a5a5a; \
--rule: #c9c9c9; --bar: #23527c; --line: #8a2b0e; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --soft: #b0b0b0; \
--rule: #4a4a4a; --bar: #8ab8e0; --line: #f0a080; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 46rem; color: var(--ink); \
background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem; border-top: 1px solid var(--rule); \
padding-top: 1rem; }
.soft, caption, figcaption { color: var(--soft); }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .2rem 1rem; \
margin: .5rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
figure { margin: 1rem 0; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 13px system-ui, sans-serif; fill: var(--ink); }
svg .bar { fill: var(--bar); }
svg .unclear { fill: none; stroke: var(--bar); stroke-width: 2; stroke-dasharray: 4 3; }
svg .scale { stroke: var(--rule); }
svg .line { stroke: var(--line); stroke-width: 1.5; stroke-dasharray: 6 4; }
svg .few { stroke: var(--soft); stroke-width: 2; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid var(--rule); }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .92rem; }
caption { text-align: left; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; \
border-bottom: 1px solid var(--rule); overflow-wrap: normal; }
footer { margin-top: 2rem; border-top: 1px solid var(--rule); padding-top: 1rem; font-size: .9rem; }
@media print { :root { --ink: #000; --paper: #fff; --soft: #333; --rule: #999; --bar: #444; \
--line: #000; } body { max-width: none; padding: 0; font-size: 10.5pt; } \
figure, tr { break-inside: avoid; } h2 { break-after: avoid; } .table { overflow-x: visible; } }
";

#[cfg(test)]
mod tests {
	use super::*;

	const HOSTILE: &str = "<script>alert('x')</script> & \"quoted\"";

	#[test]
	fn escape_leaves_no_sign_with_a_meaning() {
		let safe = escape(HOSTILE);
		assert!(!safe.contains(['<', '>', '"', '\'']), "{safe}");
		assert_eq!(escape("a & b"), "a &amp; b");
		assert_eq!(escape("Мост"), "Мост");
	}

	#[test]
	fn page_table_and_facts_take_texts_literally() {
		let row = vec![vec![HOSTILE.to_string()]];
		let body = [
			table(HOSTILE, &[HOSTILE], &row),
			facts(&[(HOSTILE, HOSTILE.into())]),
		]
		.concat();
		let page = page(HOSTILE, &body);
		assert!(!page.contains("<script"), "{page}");
		assert_eq!(page.matches("&lt;script&gt;").count(), 6);
	}

	#[test]
	fn page_needs_nothing_from_elsewhere() {
		let page = page("Ann", "<h1>Ann</h1>\n");
		for part in [
			"<html lang=\"en\">",
			"charset=\"utf-8\"",
			"name=\"viewport\"",
			"default-src 'none'",
			"@media print",
		] {
			assert!(page.contains(part), "{part}");
		}
		for part in ["http://", "https://", "url(", "@import", "src=", "href="] {
			assert!(!page.contains(part), "{part}");
		}
		assert_eq!(page.matches('{').count(), page.matches('}').count());
	}
}
