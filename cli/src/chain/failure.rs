//! Why a call failed when it was made, in words.

use super::Refused;
use crate::output::hex;
use codec::{Decode, Error as CodecError, Input};
use subxt::Metadata;

/// A pallet's own error, in `sp_runtime`'s `DispatchError`.
const MODULE: u8 = 3;

/// A dispatch error as the chain keeps it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure(Vec<u8>);

impl Failure {
	/// The error of this index of the pallet of that index.
	pub fn of_pallet(pallet: u8, error: u8) -> Self {
		Self(vec![MODULE, pallet, error, 0, 0, 0])
	}

	/// What it means. The runtime documents its errors with what to do about them.
	pub fn explain(&self, metadata: &Metadata) -> Refused {
		explain(metadata, &self.0)
	}
}

impl Decode for Failure {
	fn decode<I: Input>(input: &mut I) -> Result<Self, CodecError> {
		let kind = input.read_byte()?;
		// What follows the kind: pallet and error of a pallet's own; one byte of those that name a
		// further kind: token, arithmetic, transactional, trie; nothing of the others.
		let length = match kind {
			MODULE => 5,
			7..=9 | 14 => 1,
			_ => 0,
		};
		let mut bytes = vec![0; length];
		input.read(&mut bytes)?;
		bytes.insert(0, kind);
		Ok(Self(bytes))
	}
}

/// An encoded dispatch error in words; what follows it is passed over.
pub(super) fn explain(metadata: &Metadata, error: &[u8]) -> Refused {
	let [MODULE, pallet, index, ..] = *error else {
		let text = format!("the call failed (dispatch error {})", hex(error));
		return Refused::Other(text);
	};
	let found = metadata.pallet_by_error_index(pallet);
	let variant = found
		.as_ref()
		.and_then(|pallet| pallet.error_variant_by_index(index));
	match (&found, variant) {
		(Some(pallet), Some(variant)) => Refused::Failed(
			pallet.name().to_string(),
			variant.name.clone(),
			variant
				.docs
				.iter()
				.map(|line| line.trim())
				.collect::<Vec<_>>()
				.join(" "),
		),
		_ => Refused::Other(format!("the call failed (pallet {pallet}, error {index})")),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;

	#[test]
	fn failure_takes_exactly_its_bytes() {
		for bytes in [
			vec![1],
			vec![2],
			vec![MODULE, 42, 7, 0, 0, 0],
			vec![7, 2],
			vec![8, 0],
			vec![9, 1],
			vec![13],
			vec![14, 3],
		] {
			let followed = (bytes.clone(), 9u32).encode();
			// Past the length of the vector.
			let input = &mut &followed[1..];
			assert_eq!(Failure::decode(input).unwrap(), Failure(bytes));
			assert_eq!(u32::decode(input).unwrap(), 9);
		}
	}

	#[test]
	fn failure_of_a_pallet_is_read_as_the_chain_writes_it() {
		let bytes = (MODULE, 42u8, [7u8, 0, 0, 0]).encode();
		let read = Failure::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!(read, Failure::of_pallet(42, 7));
	}

	#[test]
	fn failure_is_not_read_when_it_is_cut_short() {
		assert!(Failure::decode(&mut [MODULE, 42, 7].as_slice()).is_err());
		assert!(Failure::decode(&mut [].as_slice()).is_err());
	}
}
