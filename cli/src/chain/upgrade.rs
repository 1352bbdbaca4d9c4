//! New code for the chain: what a law has authorised, how anybody brings it, what the chain says to
//! it.

use super::{
	call::{encode, Call},
	failure::Failure,
	At, Chain, Included, LOST,
};
use anyhow::{anyhow, Context as _, Result};
use codec::{Decode, Encode};
use subxt::{utils::H256, Metadata};

/// The pallet.
pub const SYSTEM: &str = "System";

/// Where the state has the code.
const CODE: &[u8] = b":code";

/// The code that a law has authorised and nobody has brought yet.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Authorization {
	/// The hash of the code as it is brought, compressed or not.
	pub code_hash: [u8; 32],
	/// Whether it must say a higher version of itself than the chain's.
	pub check_version: bool,
}

/// What code says of itself: the beginning of the SDK's `RuntimeVersion`.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Version {
	/// The chain it is for.
	pub spec_name: String,
	/// Who has made it.
	pub impl_name: String,
	/// The version of the rules by which blocks are made.
	pub authoring_version: u32,
	/// The version of all rules.
	pub spec_version: u32,
}

/// Bring the code that a law has authorised.
pub fn apply(metadata: &Metadata, code: &[u8]) -> Result<Call> {
	encode(metadata, SYSTEM, "apply_authorized_upgrade", code)
}

impl At {
	/// The code that a law has authorised and nobody has brought yet.
	pub async fn authorized_upgrade(&self) -> Result<Option<Authorization>> {
		self.get(SYSTEM, "AuthorizedUpgrade", &[]).await
	}
}

impl Chain {
	/// The hash of the code in force after a block, as a law would authorise it.
	pub async fn code_hash(&self, hash: H256) -> Result<[u8; 32]> {
		let code = self.rpc.state_get_storage(CODE, Some(hash)).await;
		let code = code.context(LOST)?.ok_or_else(|| {
			anyhow!("the node does not have the chain's code; is it another chain?")
		})?;
		Ok(sp_crypto_hashing::blake2_256(&code))
	}

	/// What the runtime in force after a block says of itself.
	pub async fn version(&self, hash: H256) -> Result<Version> {
		let answer = self.rpc.state_call("Core_version", None, Some(hash)).await;
		// More follows.
		Version::decode(&mut answer.context(LOST)?.as_slice()).map_err(|_| {
			anyhow!("the chain's version has another shape than expected; update `veche`")
		})
	}
}

impl Included {
	/// The hash of the code that the transaction has put in force.
	pub fn updated_code(&self) -> Option<[u8; 32]> {
		self.event(SYSTEM, "CodeUpdated")
	}

	/// Why the chain refused code that a law had authorised. No failure of the transaction: it has
	/// ended the authorisation.
	pub fn rejected_code(&self) -> Option<Failure> {
		let (_, why): ([u8; 32], Failure) =
			self.event(SYSTEM, "RejectedInvalidAuthorizedUpgrade")?;
		Some(why)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain::Event;

	fn included(name: &str, fields: Vec<u8>) -> Included {
		Included {
			block: H256::zero(),
			number: 9,
			extrinsic: 1,
			events: vec![Event {
				pallet: SYSTEM.into(),
				name: name.into(),
				extrinsic: Some(1),
				fields,
			}],
		}
	}

	#[test]
	fn authorization_is_read_as_the_chain_writes_it() {
		let bytes = ([7u8; 32], true).encode();
		let read = Authorization::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!((read.code_hash, read.check_version), ([7; 32], true));
	}

	#[test]
	fn version_is_read_when_more_follows() {
		let bytes = [
			("veche", "veche-node", 1u32, 2u32, 3u32).encode(),
			(vec![([1u8; 8], 5u32)], 1u32, 1u8).encode(),
		]
		.concat();
		let read = Version::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!((read.spec_name.as_str(), read.spec_version), ("veche", 2));
	}

	#[test]
	fn code_is_updated_when_the_event_says_so() {
		let included = included("CodeUpdated", [7u8; 32].encode());
		assert_eq!(included.updated_code(), Some([7; 32]));
		assert_eq!(included.rejected_code(), None);
	}

	#[test]
	fn code_is_rejected_when_the_event_says_so() {
		// Error 1 of pallet 0.
		let fields = ([7u8; 32], 3u8, 0u8, [1u8, 0, 0, 0]).encode();
		let included = included("RejectedInvalidAuthorizedUpgrade", fields);
		assert_eq!(included.updated_code(), None);
		assert_eq!(included.rejected_code(), Some(Failure::of_pallet(0, 1)));
	}
}
