//! Numbers that clients rely on and that never change.

use super::*;
use codec::{Decode, Encode};
use frame_support::traits::{Get, PalletInfoAccess};
use sp_runtime::traits::TransactionExtension;

#[test]
fn pallets_keep_their_numbers() {
	let found = [
		(System::index(), System::name()),
		(Timestamp::index(), Timestamp::name()),
		(Timing::index(), Timing::name()),
		(Babe::index(), Babe::name()),
		(Authorship::index(), Authorship::name()),
		(Session::index(), Session::name()),
		(Grandpa::index(), Grandpa::name()),
		(Balances::index(), Balances::name()),
		(TransactionPayment::index(), TransactionPayment::name()),
		(SkipFeeless::index(), SkipFeeless::name()),
		(Utility::index(), Utility::name()),
		(Scheduler::index(), Scheduler::name()),
		(Preimage::index(), Preimage::name()),
		(Territory::index(), Territory::name()),
		(Identity::index(), Identity::name()),
		(Rolls::index(), Rolls::name()),
		(Polls::index(), Polls::name()),
		(Initiatives::index(), Initiatives::name()),
		(Credentials::index(), Credentials::name()),
		(Offices::index(), Offices::name()),
		(Elections::index(), Elections::name()),
		(Pledges::index(), Pledges::name()),
		(Reputation::index(), Reputation::name()),
		(Recall::index(), Recall::name()),
		(Jury::index(), Jury::name()),
		(Laws::index(), Laws::name()),
	];
	let expected = [
		(0, "System"),
		(1, "Timestamp"),
		(2, "Timing"),
		(3, "Babe"),
		(4, "Authorship"),
		(5, "Session"),
		(6, "Grandpa"),
		(10, "Balances"),
		(11, "TransactionPayment"),
		(12, "SkipFeeless"),
		(20, "Utility"),
		(21, "Scheduler"),
		(22, "Preimage"),
		(30, "Territory"),
		(31, "Identity"),
		(32, "Rolls"),
		(33, "Polls"),
		(34, "Initiatives"),
		(35, "Credentials"),
		(36, "Offices"),
		(37, "Elections"),
		(38, "Pledges"),
		(39, "Reputation"),
		(40, "Recall"),
		(41, "Jury"),
		(42, "Laws"),
	];
	assert_eq!(found, expected);
}

#[test]
fn version_and_address_format_are_as_published() {
	assert_eq!(
		(&*VERSION.spec_name, &*VERSION.impl_name),
		("veche", "veche-node")
	);
	assert_eq!((VERSION.spec_version, VERSION.transaction_version), (1, 1));
	let prefix: u16 = <Runtime as frame_system::Config>::SS58Prefix::get();
	assert_eq!(prefix, 42);
}

#[test]
fn transactions_pass_what_wallets_expect_in_this_order() {
	let names = TxExtension::metadata()
		.into_iter()
		.map(|extension| extension.identifier);
	let expected = [
		"AuthorizeCall",
		"CheckNonZeroSender",
		"CheckSpecVersion",
		"CheckTxVersion",
		"CheckGenesis",
		"CheckMortality",
		"CheckNonce",
		"CheckWeight",
		// Not the name of the wrapper that lets citizens off the fee: wallets know only this one.
		"ChargeTransactionPayment",
		"CheckMetadataHash",
		"WeightReclaim",
	];
	assert_eq!(names.collect::<Vec<_>>(), expected);
}

#[test]
fn metadata_is_served_in_all_its_versions() {
	preset("development").execute_with(|| {
		let versions = Runtime::metadata_versions();
		for version in [14, 15, 16] {
			assert!(
				versions.contains(&version),
				"version {version} is not offered"
			);
			let metadata = Runtime::metadata_at_version(version).unwrap();
			let bytes = Vec::<u8>::decode(&mut &metadata.encode()[..]).unwrap();
			assert_eq!((&bytes[..4], bytes[4]), (&b"meta"[..], version as u8));
		}
		assert!(Runtime::metadata_at_version(13).is_none());
	});
}
