//! Persons and registrars as a client reads them.

use super::At;
use anyhow::Result;
use codec::{Decode, Encode};
use veche_primitives::{people::Usage, PersonId, Stratum, UniquenessTag, UnitId, VotingKey};

const IDENTITY: &str = "Identity";

/// A registrar's standing.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Registrar {
	/// Acts allowed a day.
	pub daily_quota: u32,
	/// Acts done of late.
	pub usage: Usage,
	/// Whether the registrar may not act at all.
	pub suspended: bool,
}

/// Whether a person counts.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
	/// In good standing.
	#[codec(index = 0)]
	Active,
	/// All who attested the person were suspended.
	#[codec(index = 1)]
	Suspended,
	/// The time is over.
	#[codec(index = 2)]
	Expired,
	/// Struck off for ever.
	#[codec(index = 3)]
	Revoked,
}

/// The beginning of a person's record: all that clients need.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Person {
	/// The account for public acts.
	pub account: [u8; 32],
	/// The voting key.
	pub key: VotingKey,
	/// The key before the last change.
	pub previous_key: Option<VotingKey>,
	/// Keyed image of the document number.
	pub tag: UniquenessTag,
	/// Where the person is registered.
	pub home: UnitId,
	/// Home, diaspora or observer.
	pub stratum: Stratum,
	/// The block from which the person no longer counts.
	pub expires: u32,
	/// Whether the person counts.
	pub standing: Standing,
}

impl At {
	/// The person with this number.
	pub async fn person(&self, id: PersonId) -> Result<Option<Person>> {
		let bytes = self.get_raw(IDENTITY, "Persons", &[id.encode()]).await?;
		let read = |bytes: Vec<u8>| Person::decode(&mut bytes.as_slice());
		Ok(bytes.map(read).transpose()?)
	}

	/// The person behind an account.
	pub async fn person_of(&self, account: &[u8; 32]) -> Result<Option<PersonId>> {
		self.get(IDENTITY, "PersonOf", &[account.encode()]).await
	}

	/// The person who has a uniqueness tag.
	pub async fn tag_owner(&self, tag: &UniquenessTag) -> Result<Option<PersonId>> {
		self.get(IDENTITY, "TagOwner", &[tag.encode()]).await
	}

	/// Whose a voting key is or was.
	pub async fn key_owner(&self, key: &VotingKey) -> Result<Option<PersonId>> {
		self.get(IDENTITY, "KeyOwner", &[key.encode()]).await
	}

	/// The registrar with this account.
	pub async fn registrar(&self, account: &[u8; 32]) -> Result<Option<Registrar>> {
		let bytes = self
			.get_raw(IDENTITY, "Registrars", &[account.encode()])
			.await?;
		let read = |bytes: Vec<u8>| Registrar::decode(&mut bytes.as_slice());
		Ok(bytes.map(read).transpose()?)
	}

	/// The free acts an account has left today; none if it is no person in good standing.
	pub async fn free_acts_left(&self, account: &[u8; 32]) -> Result<u32> {
		self.view(IDENTITY, "free_acts_left", account).await
	}

	/// The length of a day in blocks, after which quotas begin anew.
	pub async fn day(&self) -> Result<u32> {
		let parameters: Vec<u8> = self
			.get_raw(IDENTITY, "Parameters", &[])
			.await?
			.unwrap_or_default();
		// The client knows of the parameters only their beginning.
		let (_, day) = <(u8, u32)>::decode(&mut parameters.as_slice())?;
		Ok(day)
	}
}
