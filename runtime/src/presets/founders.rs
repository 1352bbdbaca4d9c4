//! Whom a network names at its start: validators, registrars and issuers.

use crate::{constants::UNIT, AccountId, Balance, BlockNumber, SessionKeys};
use alloc::{vec, vec::Vec};
use pallet_credentials::{Publicity, SchemaEntry};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// What each account with money has at the start.
const ENDOWMENT: Balance = 1_000_000 * UNIT;
/// How many persons a registrar may attest a day.
const REGISTRAR_QUOTA: u32 = 2_000;
/// How many acts an issuer may do a day.
const ISSUER_QUOTA: u32 = 2_000;

/// What the school of governance gives.
const CERTIFICATE: Schema = Schema {
	title: "School of governance",
	purpose: "Needed to stand for an office: how a unit is governed, and what the law allows",
	publicity: Publicity::Public,
};
/// What the faculty of law gives.
const DIPLOMA: Schema = Schema {
	title: "Jurist",
	purpose: "Needed to be drawn for a panel: law or politics learnt, shown without saying by whom",
	publicity: Publicity::Anonymous,
};

/// Those a network names.
#[derive(Default)]
pub struct Founders {
	validators: Vec<Validator>,
	registrars: Vec<Sr25519Keyring>,
	/// Each with the schema it gives credentials of, in the order of their numbers.
	issuers: Vec<(Sr25519Keyring, Schema)>,
	endowed: Vec<Sr25519Keyring>,
}

/// Who signs blocks, and who signs finality votes.
type Validator = (Sr25519Keyring, Ed25519Keyring);

/// What an issuer gives.
struct Schema {
	title: &'static str,
	purpose: &'static str,
	publicity: Publicity,
}

impl Founders {
	/// Public names, with Alice as the only validator.
	pub fn alone() -> Self {
		Self::public(vec![(Sr25519Keyring::Alice, Ed25519Keyring::Alice)])
	}

	/// Public names, with Alice to Dave as validators.
	pub fn four() -> Self {
		Self::public(vec![
			(Sr25519Keyring::Alice, Ed25519Keyring::Alice),
			(Sr25519Keyring::Bob, Ed25519Keyring::Bob),
			(Sr25519Keyring::Charlie, Ed25519Keyring::Charlie),
			(Sr25519Keyring::Dave, Ed25519Keyring::Dave),
		])
	}

	/// Names whose secret keys everybody knows.
	fn public(validators: Vec<Validator>) -> Self {
		// Eve is an ordinary account with money: no citizen, no registrar, no validator.
		let endowed = validators
			.iter()
			.map(|(name, _)| *name)
			.chain([Sr25519Keyring::Eve])
			.collect();
		Self {
			validators,
			registrars: vec![
				Sr25519Keyring::Bob,
				Sr25519Keyring::Charlie,
				Sr25519Keyring::Dave,
			],
			// In this order: GOVERNANCE and JURIST are their numbers.
			issuers: vec![
				(Sr25519Keyring::One, CERTIFICATE),
				(Sr25519Keyring::Two, DIPLOMA),
			],
			endowed,
		}
	}

	/// Validators, as sessions take them.
	pub fn keys(&self) -> Vec<(AccountId, AccountId, SessionKeys)> {
		let keys_of = |(babe, grandpa): &Validator| {
			let keys = SessionKeys {
				babe: babe.public().into(),
				grandpa: grandpa.public().into(),
			};
			(babe.to_account_id(), babe.to_account_id(), keys)
		};
		self.validators.iter().map(keys_of).collect()
	}

	/// Accounts with money.
	pub fn balances(&self) -> Vec<(AccountId, Balance)> {
		each(&self.endowed, ENDOWMENT)
	}

	/// Registrars and their quotas.
	pub fn registrars(&self) -> Vec<(AccountId, u32)> {
		each(&self.registrars, REGISTRAR_QUOTA)
	}

	/// Issuers and their quotas.
	pub fn issuers(&self) -> Vec<(AccountId, u32)> {
		each(self.issuers.iter().map(|(name, _)| name), ISSUER_QUOTA)
	}

	/// What issuers give, for so many blocks each.
	pub fn schemas(&self, validity: BlockNumber) -> Vec<SchemaEntry<AccountId, BlockNumber>> {
		let entry_of = |(issuer, schema): &(Sr25519Keyring, Schema)| SchemaEntry {
			issuer: issuer.to_account_id(),
			title: schema.title.into(),
			purpose: schema.purpose.into(),
			validity,
			publicity: schema.publicity,
		};
		self.issuers.iter().map(entry_of).collect()
	}
}

/// The accounts of these names, each with the same amount.
fn each<'a, Amount: Copy>(
	names: impl IntoIterator<Item = &'a Sr25519Keyring>,
	amount: Amount,
) -> Vec<(AccountId, Amount)> {
	let with_amount = |name: &Sr25519Keyring| (name.to_account_id(), amount);
	names.into_iter().map(with_amount).collect()
}
