//! Transactions against metadata made here, refusals, storage keys.

use super::{
	bare_transaction, call, general_transaction, state::storage_key, transaction::birth, Refused,
};
use codec::{Compact, Decode, Encode};
use scale_info::{meta_type, TypeInfo};
use subxt::{
	ext::{
		frame_decode::extrinsics::{decode_extrinsic, ExtrinsicType},
		frame_metadata::v16,
	},
	Metadata,
};
use veche_primitives::{
	ballot::{Ballot, BallotV1},
	refusal,
};

#[derive(TypeInfo)]
struct Nothing;

#[allow(dead_code, non_camel_case_types)]
#[derive(TypeInfo)]
enum PollsCall {
	#[codec(index = 0)]
	cast { ballot: Ballot },
	#[codec(index = 1)]
	cast_batch { ballots: Vec<Ballot> },
}

#[allow(dead_code)]
#[derive(TypeInfo)]
enum RuntimeCall {
	#[codec(index = 33)]
	Polls(PollsCall),
}

fn extension(
	identifier: &'static str,
	ty: scale_info::MetaType,
) -> v16::TransactionExtensionMetadata {
	v16::TransactionExtensionMetadata {
		identifier,
		ty,
		implicit: meta_type::<()>(),
	}
}

/// The pipeline of the chain: `AuthorizeCall` in front, the standard ones after it.
fn pipeline() -> Vec<v16::TransactionExtensionMetadata> {
	vec![
		extension("AuthorizeCall", meta_type::<Nothing>()),
		extension("CheckNonZeroSender", meta_type::<()>()),
		extension("CheckMortality", meta_type::<u8>()),
		extension("CheckNonce", meta_type::<Compact<u32>>()),
		extension("CheckWeight", meta_type::<Nothing>()),
		extension("ChargeTransactionPayment", meta_type::<Compact<u128>>()),
	]
}

fn metadata(versions: Vec<u8>, pipeline: Vec<v16::TransactionExtensionMetadata>) -> Metadata {
	let places: Vec<_> = (0..pipeline.len() as u32).map(Compact).collect();
	v16::RuntimeMetadataV16::new(
		vec![v16::PalletMetadata {
			name: "Polls",
			storage: Some(v16::PalletStorageMetadata {
				prefix: "Polls",
				entries: vec![v16::StorageEntryMetadata {
					name: "Ballots",
					modifier: v16::StorageEntryModifier::Optional,
					ty: v16::StorageEntryType::Map {
						hashers: vec![
							v16::StorageHasher::Identity,
							v16::StorageHasher::Blake2_128Concat,
						],
						key: meta_type::<(u32, [u8; 32])>(),
						value: meta_type::<u32>(),
					},
					default: vec![],
					docs: vec![],
					deprecation_info: v16::ItemDeprecationInfo::NotDeprecated,
				}],
			}),
			calls: Some(v16::PalletCallMetadata {
				ty: meta_type::<PollsCall>(),
				deprecation_info: v16::EnumDeprecationInfo::nothing_deprecated(),
			}),
			event: None,
			constants: vec![],
			error: None,
			associated_types: vec![],
			view_functions: vec![],
			index: 33,
			docs: vec![],
			deprecation_info: v16::ItemDeprecationInfo::NotDeprecated,
		}],
		v16::ExtrinsicMetadata {
			versions,
			address_ty: meta_type::<u8>(),
			call_ty: meta_type::<RuntimeCall>(),
			signature_ty: meta_type::<u8>(),
			transaction_extensions_by_version: [(0, places)].into(),
			transaction_extensions: pipeline,
		},
		vec![],
		v16::OuterEnums {
			call_enum_ty: meta_type::<RuntimeCall>(),
			event_enum_ty: meta_type::<()>(),
			error_enum_ty: meta_type::<()>(),
		},
		v16::CustomMetadata {
			map: Default::default(),
		},
	)
	.try_into()
	.unwrap()
}

fn ballot() -> Ballot {
	Ballot::V1(BallotV1 {
		poll: 3,
		precinct: 4,
		alias: [5; 32],
		counter: 1,
		choices: Default::default(),
		proof: vec![7; 785].try_into().unwrap(),
	})
}

#[test]
fn general_transaction_has_neutral_extensions_and_the_call() {
	let metadata = metadata(vec![4, 5], pipeline());
	let call = call::cast(&metadata, &ballot()).unwrap();
	assert_eq!(call.0[..2], [33, 0]);

	let bytes = general_transaction(&metadata, &call).unwrap();

	let Compact(length) = Compact::<u32>::decode(&mut &bytes[..]).unwrap();
	let body = &bytes[bytes.len() - length as usize..];
	// Version and kind, extension version, mortality, nonce, tip, then the call.
	assert_eq!(body[..5], [0b0100_0101, 0, 0, 0, 0]);
	assert_eq!(body[5..], call.0);
}

#[test]
fn general_transaction_decodes_to_the_same_ballots() {
	let metadata = metadata(vec![4, 5], pipeline());
	let call = call::cast_batch(&metadata, &[ballot(), ballot()]).unwrap();
	let bytes = general_transaction(&metadata, &call).unwrap();
	let read = decode_extrinsic(&mut &bytes[..], &metadata, metadata.types()).unwrap();
	assert_eq!(read.ty(), ExtrinsicType::General);
	assert_eq!(
		(read.pallet_name(), read.call_name()),
		("Polls", "cast_batch")
	);
	let arguments = &bytes[read.call_data_args_range()];
	assert_eq!(
		Vec::<Ballot>::decode(&mut &*arguments).unwrap(),
		vec![ballot(), ballot()]
	);
}

#[test]
fn bare_transaction_is_its_call_alone() {
	let metadata = metadata(vec![4, 5], pipeline());
	let call = call::cast(&metadata, &ballot()).unwrap();
	let bytes = bare_transaction(&call);
	let read = decode_extrinsic(&mut &bytes[..], &metadata, metadata.types()).unwrap();
	assert_eq!(read.ty(), ExtrinsicType::Bare);
	assert_eq!(bytes[read.call_data_range()], call.0);
}

#[test]
fn general_transaction_stays_under_900_bytes_for_a_full_ballot() {
	use veche_primitives::ballot::{Choice, Ranking};
	let metadata = metadata(vec![4, 5], pipeline());
	let Ballot::V1(mut full) = ballot();
	full.choices = vec![Choice::Rank(Ranking::strict(0..32).unwrap())]
		.try_into()
		.unwrap();
	let call = call::cast(&metadata, &Ballot::V1(full)).unwrap();
	let size = general_transaction(&metadata, &call).unwrap().len();
	assert!(size <= 900, "{size}");
}

#[test]
fn general_transaction_fails_when_an_extension_is_unknown_and_not_empty() {
	let mut pipeline = pipeline();
	pipeline.push(extension("PayWithShells", meta_type::<u32>()));
	let metadata = metadata(vec![5], pipeline);
	let call = call::cast(&metadata, &ballot()).unwrap();
	let error = general_transaction(&metadata, &call).unwrap_err();
	assert!(error.to_string().contains("PayWithShells"), "{error}");
}

#[test]
fn general_transaction_fails_when_the_chain_takes_none() {
	let metadata = metadata(vec![4], pipeline());
	let call = call::cast(&metadata, &ballot()).unwrap();
	assert!(general_transaction(&metadata, &call).is_err());
}

#[test]
fn birth_is_the_last_final_block_when_finality_keeps_up() {
	assert_eq!(birth(1_000, 998), 998);
	assert_eq!(birth(1_000, 936), 936);
	// A node may name a final block that is newer than the best one it named before.
	assert_eq!(birth(1_000, 1_001), 1_001);
	assert_eq!(birth(3, 0), 0);
}

#[test]
fn birth_is_a_recent_block_when_finality_stands_still() {
	assert_eq!(birth(1_000, 935), 936);
	assert_eq!(birth(1_000, 0), 936);
}

#[test]
fn encode_fails_when_the_chain_lacks_the_call() {
	let metadata = metadata(vec![5], pipeline());
	assert!(call::rotate_key(&metadata, &[0; 32], &[0; 64]).is_err());
	assert!(call::encode(&metadata, "Polls", "stuff", ()).is_err());
}

#[test]
fn storage_key_hashes_each_part_as_the_metadata_says() {
	let metadata = metadata(vec![5], pipeline());
	let alias = [5u8; 32];
	let keys = [3u32.encode(), alias.encode()];
	let key = storage_key(&metadata, "Polls", "Ballots", &keys).unwrap();
	assert_eq!(key[32..36], 3u32.encode());
	assert_eq!(key[36..52], sp_crypto_hashing::blake2_128(&alias));
	assert_eq!(key[52..], alias);
	let prefix = storage_key(&metadata, "Polls", "Ballots", &keys[..1]).unwrap();
	assert!(key.starts_with(&prefix));
	assert!(storage_key(&metadata, "Polls", "Nothing", &[]).is_err());
}

fn user_error(code: i32, data: &str) -> subxt::rpcs::Error {
	let json = serde_json::json!({ "code": code, "message": "Invalid Transaction", "data": data });
	subxt::rpcs::Error::User(serde_json::from_str(&json.to_string()).unwrap())
}

#[test]
fn refused_reads_the_custom_code_of_the_runtime() {
	let error = user_error(1010, "Custom error: 6");
	let refused = Refused::from_rpc(&error).unwrap();
	assert_eq!(refused, Refused::Code(refusal::BAD_PROOF));
	assert!(refused.to_string().contains("(refusal 6)"));
}

#[test]
fn refused_reads_what_the_pool_says() {
	for (code, data, expected) in [
		(1010, "Transaction is outdated", Refused::Stale),
		(1012, "", Refused::Banned),
		(1013, "", Refused::Known),
		(
			1014,
			"The transaction has too low priority",
			Refused::Behind,
		),
		(
			1016,
			"The transaction couldn't enter the pool",
			Refused::Full,
		),
	] {
		assert_eq!(Refused::from_rpc(&user_error(code, data)), Some(expected));
	}
	assert_eq!(Refused::Stale.code(), Some(refusal::STALE_COUNTER));
}

#[test]
fn refused_says_to_look_first_when_the_transaction_may_count() {
	for refused in [
		Refused::Replaced,
		Refused::Full,
		Refused::Lost,
		Refused::NotFinal,
	] {
		assert!(refused.to_string().contains("look "), "{refused}");
		assert!(!refused.is_certain(), "{refused}");
	}
	assert!(Refused::Payment.is_certain());
	let failed = Refused::Failed("Polls".into(), "NotOpen".into(), "wait".into());
	assert!(failed.is_certain());
}

#[test]
fn refused_is_overtaken_when_another_act_has_the_number() {
	for refused in [Refused::Stale, Refused::Behind] {
		assert!(refused.is_overtaken(), "{refused}");
	}
	// Sent again, these could count twice or be refused for ever.
	for refused in [Refused::Replaced, Refused::Lost, Refused::Payment] {
		assert!(!refused.is_overtaken(), "{refused}");
	}
}

#[test]
fn refused_reads_the_verdict_of_the_runtime() {
	assert_eq!(Refused::from_validity(&[0, 1, 2]), None);
	assert_eq!(
		Refused::from_validity(&[1, 0, 7, 3]),
		Some(Refused::Code(3))
	);
	assert_eq!(Refused::from_validity(&[1, 0, 3]), Some(Refused::Stale));
	assert!(matches!(
		Refused::from_validity(&[1, 1, 0]),
		Some(Refused::Other(_))
	));
	assert!(matches!(
		Refused::from_validity(&[]),
		Some(Refused::Other(_))
	));
}
