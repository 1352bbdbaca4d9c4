//! The school of governance: who wants to stand for an office holds its certificate.

use super::{
	acts::{self, hash},
	people::Person,
	stage::Stage,
};
use crate::{
	chain::{credentials, elections::Terms, At, Chain},
	identity::Identity,
};
use anyhow::{Context as _, Result};
use veche_primitives::{PersonId, SchemaId};

/// The certificate that candidates must hold.
pub async fn certificate(chain: &Chain) -> Result<SchemaId> {
	let at = chain.best().await?;
	let terms: Terms = at.view("Elections", "params", ()).await?;
	terms
		.certificate
		.context("candidates need no certificate here; build node and `veche` together")
}

/// The school offers its certificate to these, and they accept.
pub async fn certify(
	chain: &Chain,
	schema: SchemaId,
	holders: &[(PersonId, &Person)],
	stage: &mut Stage<'_>,
) -> Result<()> {
	stage.say(&format!(
		"Who wants to stand for an office must hold certificate {schema}. The school offers it to \
		 those who passed. An offer counts for nothing until the person accepts it; what it says \
		 in detail stays with the person, the chain has a commitment to it only."
	))?;
	let at = chain.best().await?;
	let mut offers = Vec::new();
	for (id, _) in holders {
		let commitment = hash(&format!("certificate of person {id}"));
		offers.push(credentials::offer(at.metadata(), schema, *id, commitment)?);
	}
	acts::serial(chain, &Identity::development("//One")?, &offers).await?;
	let before = qualified(&chain.best().await?, holders, schema).await?;
	let mut accepted = Vec::new();
	for (_, who) in holders {
		accepted.push((*who, credentials::accept(at.metadata(), schema)?));
	}
	acts::all(chain, &accepted).await?;
	let after = qualified(&chain.best().await?, holders, schema).await?;
	stage.check(
		before == 0 && after == holders.len(),
		&format!(
			"{before} of {} held it when it was offered, {after} when they had accepted",
			holders.len()
		),
	)
}

async fn qualified(at: &At, holders: &[(PersonId, &Person)], schema: SchemaId) -> Result<usize> {
	let mut count = 0usize;
	for (id, _) in holders {
		count += usize::from(at.is_qualified(*id, schema).await?);
	}
	Ok(count)
}
