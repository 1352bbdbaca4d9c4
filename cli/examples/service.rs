//! A service at which people sign in with `veche sign-in`, small enough to read in one go.
//!
//! ```text
//! cargo run --release --example service -- library.example BY-BR-04-01
//! ```
//!
//! It speaks over its standard input and output, line by line, so that a web server of your choice
//! can stand in its place:
//!
//! - the line `challenge` is answered with a challenge, to be saved into a file for the visitor;
//! - a line with what `veche sign-in` wrote is answered with who that is and how often they have
//!   come, or with why they are not let in.
//!
//! Its state is two tables in memory: the challenges that wait, and the visitors it knows. A real
//! service keeps the second where it keeps its accounts.

use anyhow::{Context, Result};
use serde_json::{json, Value};
use std::{
	collections::HashMap,
	io::{BufRead, Write},
	time::Duration,
};
use veche_cli::{
	chain::Chain,
	output::hex,
	sign_in::{self, Answer, Challenge, Facts, Nonces, Visitor},
	H256,
};
use veche_primitives::rolls::Electorate;

/// How long a challenge may be answered.
const LIFETIME: Duration = Duration::from_secs(300);
/// Most challenges that wait at a time.
const WAITING: usize = 10_000;

/// A service and what it remembers.
pub struct Service {
	name: String,
	genesis: H256,
	nonces: Nonces,
	visits: HashMap<Visitor, u32>,
}

impl Service {
	/// A service of this name for the people of the chain with this first block.
	pub fn new(name: &str, genesis: H256) -> Self {
		Self {
			name: name.into(),
			genesis,
			nonces: Nonces::new(WAITING),
			visits: HashMap::new(),
		}
	}

	/// Serve all lines of the input at the moments that `now` says. `facts` reads from the chain
	/// what must be known about an answer.
	pub async fn serve(
		&mut self,
		input: impl BufRead,
		output: &mut impl Write,
		now: impl Fn() -> u64,
		mut facts: impl AsyncFnMut(&Answer) -> Result<Facts>,
	) -> Result<()> {
		for line in input.lines() {
			let line = line?;
			let said = match line.trim() {
				"" => continue,
				"challenge" => self.challenge(now()),
				answer => self.answer(answer, now(), &mut facts).await,
			};
			let said = said.unwrap_or_else(|error| json!({ "refused": format!("{error:#}") }));
			writeln!(output, "{said}")?;
			output.flush()?;
		}
		Ok(())
	}

	/// Give out a challenge, and remember it.
	fn challenge(&mut self, now: u64) -> Result<Value> {
		let challenge = Challenge::new(&self.name, self.genesis, LIFETIME)?;
		self.nonces.remember(&challenge, now)?;
		Ok(serde_json::to_value(&challenge)?)
	}

	/// Let somebody in, or say why not.
	async fn answer(
		&mut self,
		line: &str,
		now: u64,
		facts: &mut impl AsyncFnMut(&Answer) -> Result<Facts>,
	) -> Result<Value> {
		let answer = Answer::from_json(line.as_bytes())?;
		// Taken out first: whatever comes of this answer, there is no second one.
		let challenge = self.nonces.spend(&answer.challenge.nonce)?;
		let facts = facts(&answer).await?;
		let visitor = sign_in::verify(&challenge, &answer, &facts, now)?;
		let visits = self.visits.entry(visitor).or_default();
		*visits = visits.saturating_add(1);
		Ok(match visitor {
			Visitor::Person(person) => json!({ "person": person, "visits": visits }),
			Visitor::Alias(alias) => json!({ "alias": hex(alias), "visits": visits }),
		})
	}
}

#[tokio::main]
async fn main() -> Result<()> {
	let mut words = std::env::args().skip(1);
	let usage = "usage: service NAME UNIT [NODE]";
	let name = words.next().context(usage)?;
	let unit = words.next().context(usage)?;
	let node = words.next().unwrap_or("ws://127.0.0.1:9944".into());
	let chain = Chain::connect(&node).await?;
	// Holders of an anonymous credential would be `Electorate::Group(schema)`.
	let electorate = Electorate::Unit(chain.best().await?.unit(&unit).await?.id);
	let mut service = Service::new(&name, chain.genesis_hash());
	service
		.serve(
			std::io::stdin().lock(),
			&mut std::io::stdout(),
			sign_in::unix_now,
			async |answer: &Answer| {
				sign_in::facts(&chain.finalized().await?, answer, electorate).await
			},
		)
		.await
}
