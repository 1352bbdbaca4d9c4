//! Reading the state at one block.

use super::Chain;
use anyhow::{anyhow, bail, Context as _, Result};
use codec::{Decode, Encode};
use sp_crypto_hashing::{blake2_128, blake2_256, twox_128, twox_256, twox_64};
use subxt::{
	metadata::{ArcMetadata, StorageHasher},
	utils::H256,
	Metadata,
};
use veche_primitives::UnitId;

/// Storage entries asked for at once.
const PAGE: u32 = 512;

/// The state at one block.
#[derive(Clone)]
pub struct At {
	pub(super) chain: Chain,
	/// The block.
	pub hash: H256,
	/// Its number.
	pub number: u32,
	pub(super) metadata: ArcMetadata,
}

/// The beginning of a unit's record: parent, depth, kind, code.
type UnitBeginning = (Option<UnitId>, u8, u8, Vec<u8>);

/// A unit of the territory, as far as clients need it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
	/// Its number.
	pub id: UnitId,
	/// Its code, such as `BY-BR-04`.
	pub code: String,
}

impl At {
	/// The chain this is a view of.
	pub fn chain(&self) -> &Chain {
		&self.chain
	}

	/// The chain's description of itself at this block.
	pub fn metadata(&self) -> &Metadata {
		&self.metadata
	}

	/// The same, to be shared.
	pub fn metadata_arc(&self) -> ArcMetadata {
		self.metadata.clone()
	}

	/// The value of a storage entry under these encoded keys.
	pub async fn get<V: Decode>(
		&self,
		pallet: &str,
		entry: &str,
		keys: &[Vec<u8>],
	) -> Result<Option<V>> {
		let found = self.get_raw(pallet, entry, keys).await?;
		found
			.map(|bytes| decode_all(&bytes, pallet, entry))
			.transpose()
	}

	/// The bytes of a storage entry under these encoded keys.
	pub async fn get_raw(
		&self,
		pallet: &str,
		entry: &str,
		keys: &[Vec<u8>],
	) -> Result<Option<Vec<u8>>> {
		let key = storage_key(&self.metadata, pallet, entry, keys)?;
		let found = self
			.chain
			.rpc
			.state_get_storage(&key, Some(self.hash))
			.await;
		found.with_context(|| self.pruned())
	}

	/// The value of a storage entry, or the one the chain takes where none is stored.
	pub async fn get_or_default<V: Decode>(
		&self,
		pallet: &str,
		entry: &str,
		keys: &[Vec<u8>],
	) -> Result<V> {
		if let Some(value) = self.get(pallet, entry, keys).await? {
			return Ok(value);
		}
		let entry_info = self
			.metadata
			.pallet_by_name(pallet)
			.and_then(|found| found.storage()?.entry_by_name(entry)?.default_value());
		let default = entry_info.ok_or_else(|| missing(pallet, entry))?;
		decode_all(default, pallet, entry)
	}

	/// All values under a prefix of the keys, each with the one key that follows the prefix.
	pub async fn entries<K: Decode, V: Decode>(
		&self,
		pallet: &str,
		entry: &str,
		prefix: &[Vec<u8>],
	) -> Result<Vec<(K, V)>> {
		let start = storage_key(&self.metadata, pallet, entry, prefix)?;
		let hashers = hashers(&self.metadata, pallet, entry)?;
		let hasher = *hashers
			.get(prefix.len())
			.ok_or_else(|| missing(pallet, entry))?;
		let skip = start.len() + hash_length(hasher, pallet, entry)?;
		let mut entries = Vec::new();
		for (key, value) in self.pages(&start).await? {
			let name = key.get(skip..).unwrap_or_default();
			let name = K::decode(&mut &*name).map_err(|_| mismatch(pallet, entry))?;
			entries.push((name, decode_all(&value, pallet, entry)?));
		}
		Ok(entries)
	}

	/// All values of a storage entry with two keys, each with both.
	pub async fn double_entries<K: Decode, L: Decode, V: Decode>(
		&self,
		pallet: &str,
		entry: &str,
	) -> Result<Vec<(K, L, V)>> {
		let start = storage_key(&self.metadata, pallet, entry, &[])?;
		let hashers = hashers(&self.metadata, pallet, entry)?;
		let [first, second] = hashers[..] else {
			return Err(mismatch(pallet, entry));
		};
		let before_first = start.len() + hash_length(first, pallet, entry)?;
		let before_second = hash_length(second, pallet, entry)?;
		let mut entries = Vec::new();
		for (key, value) in self.pages(&start).await? {
			let input = &mut key.get(before_first..).unwrap_or_default();
			let first = K::decode(input).map_err(|_| mismatch(pallet, entry))?;
			*input = input.get(before_second..).unwrap_or_default();
			let second = L::decode(input).map_err(|_| mismatch(pallet, entry))?;
			entries.push((first, second, decode_all(&value, pallet, entry)?));
		}
		Ok(entries)
	}

	/// The bytes of all values of a storage entry, whatever their keys.
	pub async fn entries_raw(&self, pallet: &str, entry: &str) -> Result<Vec<Vec<u8>>> {
		let start = storage_key(&self.metadata, pallet, entry, &[])?;
		let pages = self.pages(&start).await?;
		Ok(pages.into_iter().map(|(_, value)| value).collect())
	}

	/// All stored keys and values that begin with `start`.
	async fn pages(&self, start: &[u8]) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
		let rpc = &self.chain.rpc;
		let mut found = Vec::new();
		let mut last: Option<Vec<u8>> = None;
		loop {
			let keys = rpc
				.state_get_keys_paged(start, PAGE, last.as_deref(), Some(self.hash))
				.await
				.with_context(|| self.pruned())?;
			let Some(end) = keys.last() else {
				return Ok(found);
			};
			last = Some(end.clone());
			let changes = rpc
				.state_query_storage_at(keys.iter().map(Vec::as_slice), Some(self.hash))
				.await
				.with_context(|| self.pruned())?;
			for (key, value) in changes.into_iter().flat_map(|set| set.changes) {
				found.extend(value.map(|value| (key.0, value.0)));
			}
		}
	}

	/// A constant of a pallet.
	pub fn constant<V: Decode>(&self, pallet: &str, name: &str) -> Result<V> {
		let found = self.metadata.pallet_by_name(pallet);
		let constant = found
			.as_ref()
			.and_then(|pallet| pallet.constant_by_name(name));
		decode_all(
			constant.ok_or_else(|| missing(pallet, name))?.value(),
			pallet,
			name,
		)
	}

	/// Ask a view function of a pallet.
	pub async fn view<V: Decode>(
		&self,
		pallet: &str,
		function: &str,
		arguments: impl Encode,
	) -> Result<V> {
		let found = self.metadata.pallet_by_name(pallet);
		let found = found
			.as_ref()
			.and_then(|pallet| pallet.view_function_by_name(function));
		let id = *found.ok_or_else(|| missing(pallet, function))?.query_id();
		let answer = self
			.chain
			.rpc
			.state_call(
				"RuntimeViewFunction_execute_view_function",
				Some(&(id, arguments.encode()).encode()),
				Some(self.hash),
			)
			.await
			.with_context(|| self.pruned())?;
		let answer: Result<Vec<u8>, u8> =
			Decode::decode(&mut answer.as_slice()).map_err(|_| mismatch(pallet, function))?;
		let answer = answer.map_err(|_| mismatch(pallet, function))?;
		decode_all(&answer, pallet, function)
	}

	/// The unit with this number or code.
	pub async fn unit(&self, name: &str) -> Result<Unit> {
		let id = match name.parse::<UnitId>() {
			Ok(id) => Some(id),
			Err(_) => {
				self.get("Territory", "Codes", &[name.as_bytes().to_vec().encode()])
					.await?
			}
		};
		let code = match id {
			Some(id) => self.unit_code(id).await?,
			None => None,
		};
		match (id, code) {
			(Some(id), Some(code)) => Ok(Unit { id, code }),
			_ => Err(crate::output::usage(format!(
				"there is no unit {name:?}; give a code like BY-BR-04, or a unit's number"
			))),
		}
	}

	/// The code of a unit.
	pub async fn unit_code(&self, id: UnitId) -> Result<Option<String>> {
		Ok(self
			.unit_beginning(id)
			.await?
			.map(|(_, _, _, code)| crate::output::text(&code)))
	}

	/// The unit above a unit.
	pub async fn unit_parent(&self, id: UnitId) -> Result<Option<UnitId>> {
		Ok(self
			.unit_beginning(id)
			.await?
			.and_then(|(parent, _, _, _)| parent))
	}

	/// How deep a unit lies below the root, which has level 0: rules may differ by level.
	pub async fn unit_level(&self, id: UnitId) -> Result<u8> {
		let found = self.unit_beginning(id).await?;
		let (_, depth, _, _) =
			found.ok_or_else(|| anyhow!("the chain does not know unit {id}; ask another node"))?;
		Ok(depth)
	}

	/// Milliseconds from one block to the next when all goes well.
	pub async fn block_millis(&self) -> Result<u64> {
		self.get_or_default("Timing", "SlotDuration", &[]).await
	}

	async fn unit_beginning(&self, id: UnitId) -> Result<Option<UnitBeginning>> {
		let found = self.get_raw("Territory", "Units", &[id.encode()]).await?;
		let read = |bytes: Vec<u8>| UnitBeginning::decode(&mut bytes.as_slice());
		found
			.map(read)
			.transpose()
			.map_err(|_| mismatch("Territory", "Units"))
	}

	fn pruned(&self) -> String {
		format!(
			"the node cannot read the state of block {}; check that it runs, or use an archive node",
			self.number
		)
	}
}

fn missing(pallet: &str, what: &str) -> anyhow::Error {
	anyhow!("the chain has no {pallet}.{what}; update `veche` to the chain's version")
}

fn mismatch(pallet: &str, what: &str) -> anyhow::Error {
	anyhow!("{pallet}.{what} has another shape than expected; update `veche`")
}

fn decode_all<V: Decode>(bytes: &[u8], pallet: &str, what: &str) -> Result<V> {
	let input = &mut &*bytes;
	let value = V::decode(input).map_err(|_| mismatch(pallet, what))?;
	if !input.is_empty() {
		return Err(mismatch(pallet, what));
	}
	Ok(value)
}

fn hashers(metadata: &Metadata, pallet: &str, entry: &str) -> Result<Vec<StorageHasher>> {
	let found = metadata.pallet_by_name(pallet);
	let found = found
		.as_ref()
		.and_then(|pallet| pallet.storage()?.entry_by_name(entry));
	let entry = found.ok_or_else(|| missing(pallet, entry))?;
	Ok(entry.keys().map(|key| key.hasher).collect())
}

/// The full key of a storage entry, or a prefix of it when not all keys are given.
pub(super) fn storage_key(
	metadata: &Metadata,
	pallet: &str,
	entry: &str,
	keys: &[Vec<u8>],
) -> Result<Vec<u8>> {
	let hashers = hashers(metadata, pallet, entry)?;
	if keys.len() > hashers.len() {
		return Err(mismatch(pallet, entry));
	}
	let mut full = [twox_128(pallet.as_bytes()), twox_128(entry.as_bytes())].concat();
	for (key, hasher) in keys.iter().zip(hashers) {
		hash_key(hasher, key, &mut full);
	}
	Ok(full)
}

fn hash_key(hasher: StorageHasher, key: &[u8], out: &mut Vec<u8>) {
	match hasher {
		StorageHasher::Identity => out.extend(key),
		StorageHasher::Blake2_128 => out.extend(blake2_128(key)),
		StorageHasher::Blake2_256 => out.extend(blake2_256(key)),
		StorageHasher::Twox128 => out.extend(twox_128(key)),
		StorageHasher::Twox256 => out.extend(twox_256(key)),
		StorageHasher::Blake2_128Concat => {
			out.extend(blake2_128(key));
			out.extend(key);
		}
		StorageHasher::Twox64Concat => {
			out.extend(twox_64(key));
			out.extend(key);
		}
	}
}

/// How many bytes stand before the key itself.
fn hash_length(hasher: StorageHasher, pallet: &str, entry: &str) -> Result<usize> {
	Ok(match hasher {
		StorageHasher::Identity => 0,
		StorageHasher::Twox64Concat => 8,
		StorageHasher::Blake2_128Concat => 16,
		_ => bail!("the keys of {pallet}.{entry} cannot be read back"),
	})
}
