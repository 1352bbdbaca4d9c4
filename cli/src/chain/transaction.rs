//! From a call to the bytes of a transaction.

use super::{call::Call, Chain, LOST};
use anyhow::{anyhow, bail, Context as _, Result};
use codec::{Compact, Encode};
use scale_info::{PortableRegistry, TypeDef};
use subxt::{
	backend::BlockRef, config::DefaultExtrinsicParamsBuilder, utils::AccountId32, Metadata,
};
use subxt_signer::sr25519::Keypair;

/// Version 5 of the transaction format, and its kind "general": no signer.
const GENERAL_V5: u8 = 0b0100_0101;

/// Version 4 of the transaction format, and its kind "bare": neither signature nor extensions.
const BARE_V4: u8 = 4;

/// Blocks a signed transaction stays valid.
const MORTALITY: u64 = 128;

/// Blocks that may be not final before their age eats up that life.
const UNFINAL: u32 = 64;

/// The bytes of a general transaction (version 5, without signer) with this call.
///
/// The extensions of the chain's pipeline are taken from its metadata, each at its neutral value.
///
/// # Errors
/// When the pipeline has an extension that needs a value this version does not know.
pub fn general_transaction(metadata: &Metadata, call: &Call) -> Result<Vec<u8>> {
	let extrinsic = metadata.extrinsic();
	if !extrinsic.supported_versions().contains(&5) {
		bail!("the chain takes no general transactions; update `veche` to the chain's version");
	}
	let version = extrinsic.transaction_extension_version_to_use_for_encoding();
	let mut bytes = vec![GENERAL_V5, version];
	for extension in extrinsic.transaction_extensions_to_use_for_encoding() {
		match extension.identifier() {
			// Immortal; nonce 0; tip 0; no metadata hash.
			"CheckMortality" | "CheckNonce" | "ChargeTransactionPayment" | "CheckMetadataHash" => {
				bytes.push(0)
			}
			// No signature: the second of two variants.
			"VerifyMultiSignature" => bytes.push(1),
			_ if is_empty(metadata.types(), extension.extra_ty()) => (),
			unknown => bail!(
				"the chain's transactions need {unknown:?}, which this version does not know; update \
				 `veche`"
			),
		}
	}
	bytes.extend(&call.0);
	Ok([Compact(u32::try_from(bytes.len())?).encode(), bytes].concat())
}

/// The bytes of a bare transaction (version 4, without signer or extensions) with this call.
pub fn bare_transaction(Call(call): &Call) -> Vec<u8> {
	[&[BARE_V4][..], call.as_slice()].concat().encode()
}

/// The block from which a signed transaction counts its life. What is final stays, so it is that block
/// as long as finality keeps up; else one that is old enough not to be reversed easily.
pub(super) fn birth(best: u32, finalized: u32) -> u32 {
	finalized.max(best.saturating_sub(UNFINAL))
}

/// Whether values of the type take no bytes.
fn is_empty(types: &PortableRegistry, id: u32) -> bool {
	let Some(found) = types.resolve(id) else {
		return false;
	};
	match &found.type_def {
		TypeDef::Composite(all) => all.fields.iter().all(|field| is_empty(types, field.ty.id)),
		TypeDef::Tuple(all) => all.fields.iter().all(|field| is_empty(types, field.id)),
		_ => false,
	}
}

impl Chain {
	/// The bytes of a general transaction with this call, for the runtime now in force.
	pub async fn general(&self, call: &Call) -> Result<Vec<u8>> {
		general_transaction(self.best().await?.metadata(), call)
	}

	/// The nonce of the account's next transaction, those in the node's pool counted.
	pub async fn next_nonce(&self, account: &[u8; 32]) -> Result<u64> {
		self.rpc
			.system_account_next_index(&AccountId32(*account))
			.await
			.context(LOST)
	}

	/// The bytes of a transaction signed by `signer`.
	pub async fn sign(&self, signer: &Keypair, call: &Call, nonce: u64) -> Result<Vec<u8>> {
		// For the code in force, which may be newer than what is final.
		let finalized = self.rpc.chain_get_finalized_head().await.context(LOST)?;
		let last = self.number_of(finalized).await?;
		let best = self.rpc.chain_get_block_hash(None).await.context(LOST)?;
		let at = self
			.client
			.at_block(BlockRef::from_hash(best.unwrap_or(finalized)))
			.await
			.context(LOST)?;
		let number = birth(u32::try_from(at.block_number())?, last);
		let anchor = match number == last {
			true => finalized,
			false => self.hash_of(number).await?,
		};
		let params = DefaultExtrinsicParamsBuilder::new()
			.nonce(nonce)
			.mortal_from_unchecked(MORTALITY, u64::from(number), anchor)
			.build();
		let payload = at.tx().from_call_data_bytes(&call.0).map_err(|error| {
			anyhow!("the chain does not take this call ({error}); update `veche`")
		})?;
		let signed = at
			.tx()
			.create_signable_offline(&payload, params)
			.and_then(|mut signable| signable.sign(signer))
			.map_err(|error| anyhow!("the transaction cannot be made ({error}); update `veche`"))?;
		Ok(signed.into_encoded())
	}
}
