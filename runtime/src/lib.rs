//! The Veche runtime: the only room that knows everyone.
//!
//! Pallets meet through traits; here the knots are tied, by domain:
//!
//! - [`constants`]: every number that is the same on all networks.
//! - [`system`], [`consensus`], [`payment`]: the machine; [`keys_in_time`]: when its keys may change.
//! - [`citizens`], [`voting`], [`representation`]: the people.
//! - [`governance`]: how laws are made, and what they may do. There is no other root of power.
//! - [`timing`]: slot and epoch, from the genesis preset; which epochs put something into the lots.
//! - [`presets`]: the networks by name.
//! - [`apis`]: what nodes and clients may ask.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "256"]
// The macros that tie the runtime and its interfaces write public items without documentation.
#![allow(missing_docs)]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
pub mod citizens;
pub mod consensus;
pub mod constants;
pub mod governance;
pub mod keys_in_time;
pub mod payment;
pub mod presets;
pub mod representation;
pub mod system;
#[cfg(test)]
mod tests;
pub mod timing;
pub mod voting;

#[cfg(feature = "std")]
pub use apis::RuntimeApi;

use alloc::{borrow::Cow, vec::Vec};
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

/// A signature by any of the account key types.
pub type Signature = MultiSignature;
/// An account: a public key, or the hash of one.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How calls name an account.
pub type Address = MultiAddress<AccountId, ()>;
/// An amount of money.
pub type Balance = u128;
/// How many transactions an account has sent.
pub type Nonce = u32;
/// A hash.
pub type Hash = sp_core::H256;
/// A block's number.
pub type BlockNumber = u32;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// A transaction as it travels.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What the signer of a transaction signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// Types for the node, which need not know what is in a transaction.
pub mod opaque {
	use super::*;
	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// A block's header.
	pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
	/// A block of opaque transactions.
	pub type Block = generic::Block<Header, UncheckedExtrinsic>;
}

impl_opaque_keys! {
	/// The keys a validator's node signs with.
	pub struct SessionKeys {
		/// Signs blocks.
		pub babe: Babe,
		/// Signs finality votes.
		pub grandpa: Grandpa,
	}
}

/// The version of this runtime. A number, not an expression: nodes read it from the code without
/// running it, and the macro that puts it there reads it from the source.
macro_rules! version {
	($spec_version:tt) => {
		/// The version of this runtime.
		#[sp_version::runtime_version]
		pub const VERSION: RuntimeVersion = RuntimeVersion {
			spec_name: Cow::Borrowed("veche"),
			impl_name: Cow::Borrowed("veche-node"),
			authoring_version: 1,
			spec_version: $spec_version,
			impl_version: 1,
			apis: apis::RUNTIME_API_VERSIONS,
			transaction_version: 1,
			system_version: 1,
		};
	};
}

#[cfg(not(feature = "rehearsal"))]
version!(1);
#[cfg(feature = "rehearsal")]
version!(2);

/// What a transaction passes before it is dispatched, in this order. Ballots carry their own
/// authority, which the first looks at; all others are signed by an account.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_skip_feeless_payment::SkipCheckIfFeeless<
		Runtime,
		pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// The extension of a transaction that is valid for ever: what a ballot needs (an account's
/// transaction should be mortal).
pub fn tx_extension(nonce: Nonce) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(generic::Era::immortal()),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0).into(),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// Runs blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// The pallets and their numbers, which never change and are never used again.
#[frame_support::runtime]
mod runtime {
	/// The runtime.
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Timing = timing;
	#[runtime::pallet_index(3)]
	pub type Babe = pallet_babe;
	#[runtime::pallet_index(4)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(5)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(6)]
	pub type Grandpa = pallet_grandpa;

	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(11)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(12)]
	pub type SkipFeeless = pallet_skip_feeless_payment;

	#[runtime::pallet_index(20)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(21)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(22)]
	pub type Preimage = pallet_preimage;

	#[runtime::pallet_index(30)]
	pub type Territory = pallet_territory;
	#[runtime::pallet_index(31)]
	pub type Identity = pallet_identity;
	#[runtime::pallet_index(32)]
	pub type Rolls = pallet_rolls;
	#[runtime::pallet_index(33)]
	pub type Polls = pallet_polls;
	#[runtime::pallet_index(34)]
	pub type Initiatives = pallet_initiatives;
	#[runtime::pallet_index(35)]
	pub type Credentials = pallet_credentials;
	#[runtime::pallet_index(36)]
	pub type Offices = pallet_offices;
	#[runtime::pallet_index(37)]
	pub type Elections = pallet_elections;
	#[runtime::pallet_index(38)]
	pub type Pledges = pallet_pledges;
	#[runtime::pallet_index(39)]
	pub type Reputation = pallet_reputation;
	#[runtime::pallet_index(40)]
	pub type Recall = pallet_recall;
	#[runtime::pallet_index(41)]
	pub type Jury = pallet_jury;
	#[runtime::pallet_index(42)]
	pub type Laws = pallet_laws;
}
