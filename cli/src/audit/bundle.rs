//! A poll in one file: everything an audit needs, nothing from the network.

use crate::{ballots::PollView, chain::Term, ring::Ring};
use anyhow::{bail, Context as _, Result};
use codec::{Decode, Encode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sp_core::H256;
use std::{fs, io::BufWriter, path::Path};
use veche_primitives::{
	ballot::Ballot,
	polls::{Counted, PollOutcome},
	Alias,
};
use veche_tally::Tally;

/// The version of the file format.
pub const VERSION: u8 = 1;

/// Everything about a poll as of one block.
///
/// In the file, chain types stand in SCALE as hexadecimal, so that they mean the same for ever.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Bundle {
	/// Version of the format.
	pub version: u8,
	/// The chain: hash of its first block.
	#[serde(with = "scale")]
	pub genesis: H256,
	/// The finalised block whose state the claims are from.
	pub as_of: u32,
	/// The poll: number, record, texts.
	#[serde(with = "scale")]
	pub poll: PollView,
	/// The rings of all precincts that ballots came from, as of the poll's roll epoch.
	#[serde(with = "scale_list")]
	pub rings: Vec<Ring>,
	/// The only aliases admitted, if the poll is a panel's, each with the blocks in which its ballots
	/// can count. Those replaced by reserves are among them.
	#[serde(with = "scale")]
	pub admitted: Option<Vec<(Alias, Term)>>,
	/// Every ballot of the poll in the blocks, in order.
	pub ballots: Vec<Entry>,
	/// The chain's count of each question.
	#[serde(with = "scale_list")]
	pub tallies: Vec<Tally>,
	/// The chain's digest over all counted ballots.
	#[serde(with = "scale")]
	pub digest: H256,
	/// The chain's outcome, once closed.
	#[serde(with = "scale")]
	pub outcome: Option<PollOutcome>,
	/// The chain's counted ballots, while it keeps them.
	#[serde(with = "scale")]
	pub stored: Option<Vec<(Alias, Counted)>>,
}

/// A ballot and where it stands in the chain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
	/// Block.
	pub block: u32,
	/// Extrinsic in the block.
	pub extrinsic: u32,
	/// Place in the batch; none for a ballot cast singly.
	pub place: Option<u32>,
	/// The ballot.
	#[serde(with = "scale")]
	pub ballot: Ballot,
	/// Whether it was counted, as found by the audit that wrote the file.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub counted: Option<bool>,
}

impl Entry {
	/// The ballot in words, for reports.
	pub fn describe(&self, number: usize) -> String {
		let batch = self.place.map_or(String::new(), |place| {
			format!(", place {place} in its batch")
		});
		format!(
			"ballot {number} (block {}, extrinsic {}{batch}, alias 0x{})",
			self.block,
			self.extrinsic,
			hex::encode(self.ballot.content().alias)
		)
	}
}

impl Bundle {
	/// Write the bundle into a file.
	pub fn write(&self, path: &Path) -> Result<()> {
		let cannot = || {
			format!(
				"cannot write {}; check free space and permissions",
				path.display()
			)
		};
		let file = fs::File::create(path).with_context(cannot)?;
		serde_json::to_writer_pretty(BufWriter::new(file), self).with_context(cannot)
	}

	/// Read a bundle from a file.
	pub fn read(path: &Path) -> Result<Self> {
		let text = fs::read(path)
			.with_context(|| format!("cannot read {}; check the path", path.display()))?;
		let bundle: Self = serde_json::from_slice(&text).with_context(|| {
			format!(
				"{} is no whole bundle; export it again with `veche audit --export`",
				path.display()
			)
		})?;
		if bundle.version != VERSION {
			bail!(
				"bundle of version {}; update `veche` to read it",
				bundle.version
			);
		}
		Ok(bundle)
	}
}

fn from_hex<'de, D: Deserializer<'de>, T: Decode>(text: &str) -> Result<T, D::Error> {
	use serde::de::Error;
	let digits = text.strip_prefix("0x").unwrap_or(text);
	let bytes = hex::decode(digits).map_err(D::Error::custom)?;
	let input = &mut bytes.as_slice();
	let value = T::decode(input).map_err(D::Error::custom)?;
	if !input.is_empty() {
		return Err(D::Error::custom("bytes left over"));
	}
	Ok(value)
}

mod scale {
	use super::*;

	pub fn serialize<S: Serializer, T: Encode>(value: &T, to: S) -> Result<S::Ok, S::Error> {
		to.serialize_str(&crate::output::hex(value.encode()))
	}

	pub fn deserialize<'de, D: Deserializer<'de>, T: Decode>(from: D) -> Result<T, D::Error> {
		from_hex::<D, T>(&String::deserialize(from)?)
	}
}

mod scale_list {
	use super::*;

	pub fn serialize<S: Serializer, T: Encode>(values: &[T], to: S) -> Result<S::Ok, S::Error> {
		to.collect_seq(
			values
				.iter()
				.map(|value| crate::output::hex(value.encode())),
		)
	}

	pub fn deserialize<'de, D: Deserializer<'de>, T: Decode>(from: D) -> Result<Vec<T>, D::Error> {
		let texts = Vec::<String>::deserialize(from)?;
		texts.iter().map(|text| from_hex::<D, T>(text)).collect()
	}
}
