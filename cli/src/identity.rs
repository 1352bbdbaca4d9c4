//! A person able to act: the account and the voting key, in memory.

use crate::{
	output::{parse_hex32, usage},
	ring,
};
use anyhow::{anyhow, bail, Result};
use sp_core::crypto::{AccountId32, Ss58AddressFormat, Ss58Codec};
use std::str::FromStr;
use subxt_signer::{sr25519::Keypair, SecretUri};
use veche_primitives::{ballot::possession_message, Possession, VotingKey};
use zeroize::Zeroizing;

/// The SS58 prefix addresses are shown with; any prefix is read.
pub const SS58_PREFIX: u16 = 42;

/// 32 secret bytes.
pub type Entropy = Zeroizing<[u8; 32]>;

/// 32 bytes from the system's random source.
pub fn random_entropy() -> Entropy {
	let mut bytes = Zeroizing::new([0; 32]);
	fill_random(bytes.as_mut_slice());
	bytes
}

pub(crate) fn fill_random(bytes: &mut [u8]) {
	use chacha20poly1305::aead::{rand_core::RngCore, OsRng};
	OsRng.fill_bytes(bytes);
}

/// An account's address for people.
pub fn address(account: &[u8; 32]) -> String {
	AccountId32::from(*account).to_ss58check_with_version(Ss58AddressFormat::custom(SS58_PREFIX))
}

/// The account behind an address (SS58 with any prefix, or hexadecimal).
pub fn parse_address(text: &str) -> Result<[u8; 32]> {
	if text.starts_with("0x") {
		return parse_hex32(text);
	}
	AccountId32::from_ss58check_with_version(text)
		.map(|(account, _)| account.into())
		.map_err(|_| {
			usage(format!(
				"{text:?} is no account; give an address as `veche key address` prints it"
			))
		})
}

/// A person able to act: the signer of the account and the voting secrets, newest last.
#[derive(Clone)]
pub struct Identity {
	signer: Keypair,
	voting: Vec<Entropy>,
}

impl Identity {
	/// From the two secrets.
	pub fn new(account: &Entropy, voting: Vec<Entropy>) -> Result<Self> {
		let signer = Keypair::from_secret_key(**account)
			.map_err(|_| anyhow!("the account secret is not usable; make a new key"))?;
		if voting.is_empty() {
			bail!("the key holds no voting secret; make a new key");
		}
		Ok(Self { signer, voting })
	}

	/// A development identity that everybody can make, such as `//Alice`. For test networks only.
	pub fn development(uri: &str) -> Result<Self> {
		let signer = SecretUri::from_str(uri)
			.ok()
			.and_then(|uri| Keypair::from_uri(&uri).ok())
			.ok_or_else(|| {
				usage(format!(
					"{uri:?} is no development seed; write it like //Alice"
				))
			})?;
		let voting = sp_crypto_hashing::blake2_256(format!("veche/development/{uri}").as_bytes());
		Ok(Self {
			signer,
			voting: vec![Zeroizing::new(voting)],
		})
	}

	/// The signer of the account's transactions.
	pub fn signer(&self) -> &Keypair {
		&self.signer
	}

	/// The account.
	pub fn account(&self) -> [u8; 32] {
		self.signer.public_key().0
	}

	/// The newest voting secret.
	pub fn voting_entropy(&self) -> &Entropy {
		self.voting
			.last()
			.expect("an identity is never made without a voting secret")
	}

	/// All voting secrets, newest first.
	pub fn voting_entropies(&self) -> impl Iterator<Item = &Entropy> {
		self.voting.iter().rev()
	}

	/// The newest voting key.
	pub fn voting_key(&self) -> VotingKey {
		ring::voting_key(self.voting_entropy())
	}

	/// The signature that shows possession of the newest voting key to the chain with this genesis.
	pub fn possession(&self, genesis: sp_core::H256) -> Result<Possession> {
		let message = possession_message(genesis, &self.account());
		ring::sign(self.voting_entropy(), &message)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn parse_address_reads_what_address_writes() {
		let account = Identity::development("//Alice").unwrap().account();
		assert_eq!(parse_address(&address(&account)).unwrap(), account);
		assert_eq!(
			parse_address(&crate::output::hex(account)).unwrap(),
			account
		);
		assert!(parse_address("nobody").is_err());
	}

	#[test]
	fn possession_proves_the_key_to_one_chain_and_account_only() {
		let identity = Identity::development("//Alice").unwrap();
		let genesis = sp_core::H256::repeat_byte(1);
		let signature = identity.possession(genesis).unwrap();
		let holds = |genesis, account: [u8; 32]| {
			let message = possession_message(genesis, &account);
			ring::verify_signature(&identity.voting_key(), &message, &signature)
		};
		assert!(holds(genesis, identity.account()));
		assert!(!holds(sp_core::H256::repeat_byte(2), identity.account()));
		assert!(!holds(genesis, [9; 32]));
	}
}
