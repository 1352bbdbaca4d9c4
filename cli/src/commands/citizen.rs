//! Public acts of persons: who acts, and why an act is refused.
//!
//! Acts are free, but only those that are sure to succeed. A person without tokens would hear of any
//! mistake only that the fee cannot be paid, so verbs find out first what the chain would say.

use crate::{
	chain::{call::Call, offices::Text, At, Included, Refused, Standing, Wait},
	identity::{address, parse_address, Identity},
	output::{usage, Context},
};
use anyhow::{anyhow, Result};
use serde::Serialize;
use std::{collections::HashMap, fmt};
use veche_primitives::{ElectionId, PersonId, Stratum, UnitId, MAX_TITLE};

/// A person in good standing who is about to act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Citizen {
	/// The person.
	pub person: PersonId,
	/// Where the person is registered.
	pub home: UnitId,
	/// Home, diaspora or observer.
	pub stratum: Stratum,
}

/// A person in public life, by the name on a paper where one is known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Named {
	/// The person.
	pub person: PersonId,
	/// The name they stood under.
	pub name: Option<String>,
}

impl fmt::Display for Named {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match &self.name {
			Some(name) => write!(f, "{name} (person {})", self.person),
			None => write!(f, "person {}", self.person),
		}
	}
}

impl Named {
	/// A person by the name they stood under in an election.
	pub async fn read(at: &At, election: Option<ElectionId>, person: PersonId) -> Result<Self> {
		let candidacy = match election {
			Some(election) => at.candidacy(election, person).await?,
			None => None,
		};
		Ok(Self {
			person,
			name: candidacy.map(|candidacy| candidacy.name.0),
		})
	}
}

/// Names on the last paper each person was on, each asked for once.
#[derive(Debug, Default)]
pub struct Names(HashMap<PersonId, Named>);

impl Names {
	/// A person by the last name they stood under.
	pub async fn named(&mut self, at: &At, person: PersonId) -> Result<Named> {
		if let Some(known) = self.0.get(&person) {
			return Ok(known.clone());
		}
		let named = Named {
			person,
			name: at.name_of(person).await?.map(|name| name.0),
		};
		self.0.insert(person, named.clone());
		Ok(named)
	}
}

/// The person with this number or account.
pub async fn person_named(at: &At, name: &str) -> Result<PersonId> {
	if let Ok(number) = name.parse() {
		return Ok(number);
	}
	let found = at.person_of(&parse_address(name)?).await?;
	found.ok_or_else(|| usage("no person has this account; check the address"))
}

/// The chain's own error, said before it is asked.
pub fn refusal(pallet: &str, error: &str, advice: impl Into<String>) -> anyhow::Error {
	Refused::Failed(pallet.into(), error.into(), advice.into()).into()
}

/// The person behind a key.
///
/// # Errors
/// The pallet's `NotACitizen` when nobody in good standing is.
pub async fn citizen(at: &At, identity: &Identity, pallet: &str) -> Result<Citizen> {
	let account = identity.account();
	let nobody = |advice: String| Err(refusal(pallet, "NotACitizen", advice));
	let Some(person) = at.person_of(&account).await? else {
		return nobody(format!(
			"{} belongs to no person; have it attested by registrars first",
			address(&account)
		));
	};
	let record = at
		.person(person)
		.await?
		.ok_or_else(|| anyhow!("person {person} has no record; ask another node"))?;
	match record.standing {
		Standing::Active if at.number < record.expires => Ok(Citizen {
			person,
			home: record.home,
			stratum: record.stratum,
		}),
		Standing::Active | Standing::Expired => nobody(format!(
			"the attestation of person {person} is out of date; have it renewed by registrars"
		)),
		Standing::Suspended => nobody(format!(
			"all who attested person {person} were suspended; have it renewed by other registrars"
		)),
		Standing::Revoked => nobody(format!("person {person} was struck off, which is for ever")),
	}
}

/// Send an act of a person and wait until it is in a block.
pub async fn act(
	at: &At,
	identity: &Identity,
	call: &Call,
	doing: &str,
	ctx: &Context,
) -> Result<Included> {
	let waiting = ctx.spinner(doing);
	let sent = at
		.chain()
		.submit_signed(identity.signer(), call, Wait::Block)
		.await;
	waiting.finish_and_clear();
	match sent {
		Ok(included) => Ok(included),
		Err(error) => match at.chain().best().await {
			Ok(best) => Err(explain(error, &best, identity).await),
			Err(_) => Err(error),
		},
	}
}

/// Why an act that should have been free was not.
async fn explain(error: anyhow::Error, at: &At, identity: &Identity) -> anyhow::Error {
	if !matches!(error.downcast_ref(), Some(Refused::Payment)) {
		return error;
	}
	match (
		at.free_acts_left(&identity.account()).await,
		at.day().await.map(|day| tomorrow(at.number, day)),
	) {
		(Ok(0), Ok(tomorrow)) => error.context(format!(
			"today's free acts are used up; go on from block {tomorrow}"
		)),
		(Ok(_), _) => error.context(
			"the chain refuses what looked possible a moment ago: something changed meanwhile; run \
			 it again to hear what",
		),
		(Err(_), _) => error,
	}
}

/// The block with which the next day begins.
fn tomorrow(block: u32, day: u32) -> u32 {
	let day = day.max(1);
	(block / day).saturating_add(1).saturating_mul(day)
}

/// A text of 1 to 96 bytes; `what` says whose it is.
pub fn title(what: &str, text: &str) -> Result<Text> {
	let text = text.trim();
	if text.is_empty() {
		return Err(usage(format!("{what} is empty; write it")));
	}
	if text.len() > MAX_TITLE as usize {
		return Err(usage(format!(
			"{what} has {} bytes and may have {MAX_TITLE}; shorten it",
			text.len()
		)));
	}
	Ok(Text(text.into()))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn tomorrow_is_the_first_block_of_the_next_day() {
		assert_eq!(tomorrow(0, 100), 100);
		assert_eq!(tomorrow(99, 100), 100);
		assert_eq!(tomorrow(100, 100), 200);
		assert_eq!(tomorrow(5, 0), 6);
	}

	#[test]
	fn title_has_1_to_96_bytes_without_the_spaces_around() {
		assert_eq!(title("it", &"x".repeat(96)).unwrap().0.len(), 96);
		assert_eq!(title("it", " ab ").unwrap(), Text("ab".into()));
		for wrong in ["", "  ", &"x".repeat(97), &"ж".repeat(49)] {
			let error = title("the name", wrong).unwrap_err();
			assert!(error.to_string().contains("the name"), "{error}");
		}
	}

	#[test]
	fn named_shows_the_number_when_no_name_is_known() {
		let named = |name: Option<&str>| Named {
			person: 7,
			name: name.map(String::from),
		};
		assert_eq!(named(Some("Ann")).to_string(), "Ann (person 7)");
		assert_eq!(named(None).to_string(), "person 7");
	}
}
