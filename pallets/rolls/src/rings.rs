//! The cryptography: parameters, commitments, proofs.
//!
//! A ring commitment is only as good as the points it is built from: a wrong point lets somebody
//! prove membership who is no member, and no later check notices. So the points come with the code,
//! their hash is pinned here, and genesis refuses any others. See `data/README.md`.

use crate::{types::*, *};
use alloc::{vec, vec::Vec};
use codec::Encode;
use core::ops::Range;
use frame_support::pallet_prelude::*;
use sp_io::hashing::blake2_256;
use veche_primitives::{
	rolls::{ProofError, ProofItem, RingSize, RollEpoch},
	Alias, Possession, PrecinctId, VotingKey,
};
use verifiable::{
	ring::{bandersnatch::BandersnatchVrfVerifiable as Scheme, RingDomainSize},
	BatchProofItem, BatchProofItemFor, DecodeUnchecked, GenerateVerifiable,
};

type Point = <Scheme as GenerateVerifiable>::StaticChunk;
type Unfinished = <Scheme as GenerateVerifiable>::Intermediate;
type Finished = <Scheme as GenerateVerifiable>::Members;
type RingProof = <Scheme as GenerateVerifiable>::Proof;

/// What one step costs beyond its keys, counted in keys: loading, storing or finishing a ring.
pub const STEP_KEYS: u32 = 8;
/// Bytes of a proof over one context. Others are refused without a look.
pub const PROOF_BYTES: usize = 785;

/// Hash of the parameters for rings of 255.
const SMALL_HASH: [u8; 32] = [
	0x8f, 0x61, 0x63, 0xd0, 0x96, 0x3b, 0x8d, 0xb8, 0x9c, 0x32, 0x4c, 0xe2, 0xcf, 0xbd, 0xb0, 0xb2,
	0x1f, 0x2d, 0xa2, 0xa9, 0x0e, 0xc3, 0x37, 0x2f, 0x1c, 0x89, 0x45, 0x3a, 0xd0, 0x69, 0xb8, 0x8b,
];
/// Hash of the parameters for rings of 767.
const STANDARD_HASH: [u8; 32] = [
	0x60, 0xcf, 0x7f, 0x1b, 0x64, 0xd5, 0x79, 0x01, 0x04, 0x33, 0x84, 0xb6, 0x12, 0xd3, 0xf0, 0x98,
	0x77, 0x02, 0x42, 0x6e, 0x5f, 0xe8, 0x37, 0x19, 0x09, 0x31, 0x7c, 0x1b, 0x9d, 0x89, 0x65, 0x88,
];

/// Why ring parameters are refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParametersError {
	/// They are not the bytes whose hash is pinned in the code.
	WrongHash,
	/// They are not a list of points.
	WrongShape,
}

/// The domain behind a ring size.
pub(crate) const fn domain(size: RingSize) -> RingDomainSize {
	match size {
		RingSize::Small => RingDomainSize::Domain11,
		RingSize::Standard => RingDomainSize::Domain12,
	}
}

/// The ring builder's parameters that come with the code.
pub(crate) fn parameters(size: RingSize) -> &'static [u8] {
	match size {
		RingSize::Small => include_bytes!("../data/ring-builder-params-domain11.bin"),
		RingSize::Standard => include_bytes!("../data/ring-builder-params-domain12.bin"),
	}
}

/// The points of `parameters`, as many as a ring of the size needs, if they are the right ones.
pub(crate) fn points(size: RingSize, parameters: &[u8]) -> Result<&[u8], ParametersError> {
	let pinned = match size {
		RingSize::Small => SMALL_HASH,
		RingSize::Standard => STANDARD_HASH,
	};
	if blake2_256(parameters) != pinned {
		return Err(ParametersError::WrongHash);
	}
	let (_count, points) = parameters
		.split_at_checked(8)
		.ok_or(ParametersError::WrongShape)?;
	let needed = size.capacity().saturating_mul(POINT_BYTES) as usize;
	points.get(..needed).ok_or(ParametersError::WrongShape)
}

/// Whether the bytes are a usable key: a point of the right group, not the identity.
pub(crate) fn is_valid_key(key: &VotingKey) -> bool {
	Scheme::is_member_valid(key)
}

/// Whether the maker of `possession` holds the key's secret and signed the message.
pub(crate) fn owns_key(key: &VotingKey, message: &[u8], possession: &Possession) -> bool {
	Scheme::verify_signature(possession, message, key)
}

impl<T: Config> Pallet<T> {
	/// Set the ring size and store the points for it.
	pub(crate) fn install(size: RingSize, parameters: &[u8]) -> Result<(), ParametersError> {
		let points = points(size, parameters)?;
		let page_bytes = POINTS_PER_PAGE.saturating_mul(POINT_BYTES) as usize;
		for (page, points) in (0u32..).zip(points.chunks(page_bytes)) {
			let points = BoundedVec::try_from(points.to_vec());
			let points = points.map_err(|_| ParametersError::WrongShape)?;
			Srs::<T>::insert(page, points);
		}
		Size::<T>::put(size);
		Ok(())
	}

	/// The most keys of one precinct.
	pub(crate) fn capacity() -> u32 {
		Size::<T>::get().capacity().min(T::MaxRing::get()).max(1)
	}

	/// The points numbered `range`, from as few pages as possible.
	fn lookup(range: Range<usize>) -> Result<Vec<Point>, ()> {
		let per_page = POINTS_PER_PAGE as usize;
		let mut points = Vec::with_capacity(range.len());
		let mut page: Option<(usize, Vec<u8>)> = None;
		for index in range {
			let number = index / per_page;
			if page.as_ref().map(|(loaded, _)| *loaded) != Some(number) {
				let key = u32::try_from(number).map_err(|_| ())?;
				page = Some((number, Srs::<T>::get(key).ok_or(())?.into_inner()));
			}
			let (_, bytes) = page.as_ref().ok_or(())?;
			let mut point = bytes
				.chunks_exact(POINT_BYTES as usize)
				.nth(index % per_page)
				.ok_or(())?;
			// The points were authenticated as a whole when they were stored.
			points.push(Point::decode_unchecked(&mut point).map_err(|_| ())?);
		}
		Ok(points)
	}

	/// Push keys of the precinct's version to its ring, as many as `keys` allows, which is lowered by
	/// what the step took. Some when there is nothing more to do: with the commitment, unless the
	/// version needs none (it has no keys, or has one already).
	pub(crate) fn build_ring(
		purpose: Purpose,
		precinct: PrecinctId,
		version: RollEpoch,
		keys: &mut u32,
	) -> (Option<Option<Commitment>>, Weight) {
		*keys = keys.saturating_sub(STEP_KEYS);
		let members = Members::<T>::get(precinct, version);
		if members.is_empty() || Commitments::<T>::contains_key(precinct, version) {
			// Whatever was begun for it is out of date.
			Assemblies::<T>::remove(purpose);
			return (Some(None), T::WeightInfo::build_keys(0));
		}
		let begun = Assemblies::<T>::get(purpose)
			.filter(|ring| ring.precinct == precinct && ring.version == version);
		let (pushed, mut ring) = match begun {
			Some(Assembly { pushed, ring, .. }) => {
				(pushed, Unfinished::decode_unchecked(&mut &ring[..]))
			}
			None => (0, Ok(Scheme::start_members(domain(Size::<T>::get())))),
		};
		let left = (members.len() as u32).saturating_sub(pushed);
		let step = left.min(*keys);
		*keys = keys.saturating_sub(step);
		let weight = T::WeightInfo::build_keys(step);
		let next = members
			.iter()
			.skip(pushed as usize)
			.take(step as usize)
			.copied();
		let pushing = match ring.as_mut() {
			Ok(ring) => Scheme::push_members(ring, next, Self::lookup).is_ok(),
			Err(_) => false,
		};
		let (true, Ok(ring)) = (pushing, ring) else {
			// Keys are checked when they are enrolled and points when they are stored, so this
			// cannot happen. Should it, only this ring is out of use.
			log::error!(target: "runtime::rolls", "ring {precinct} of {version} cannot be built");
			Assemblies::<T>::remove(purpose);
			Self::deposit_event(Event::RingFailed { precinct, version });
			return (Some(None), weight);
		};
		if step < left {
			if let Ok(ring) = ring.encode().try_into() {
				let pushed = pushed.saturating_add(step);
				Assemblies::<T>::insert(
					purpose,
					Assembly {
						precinct,
						version,
						pushed,
						ring,
					},
				);
			}
			return (None, weight);
		}
		Assemblies::<T>::remove(purpose);
		(
			Some(Scheme::finish_members(ring).encode().try_into().ok()),
			weight,
		)
	}

	/// The commitment in force in an epoch.
	fn ring_at(precinct: PrecinctId, epoch: RollEpoch) -> Result<Finished, ProofError> {
		let version = Self::version_at(precinct, epoch).ok_or(ProofError::NoRing)?;
		let commitment = Commitments::<T>::get(precinct, version).ok_or(ProofError::NoRing)?;
		// Only what `build_ring` made is ever stored.
		Finished::decode_unchecked(&mut &commitment[..]).map_err(|_| ProofError::NoRing)
	}

	pub(crate) fn do_verify(epoch: RollEpoch, item: &ProofItem<'_>) -> Result<Alias, ProofError> {
		let ring = Self::ring_at(item.precinct, epoch)?;
		let proof = proof(item)?;
		let domain = domain(Size::<T>::get());
		Scheme::validate(domain, &proof, &ring, &item.context, &item.message)
			.map_err(|_| ProofError::Invalid)
	}

	pub(crate) fn do_verify_batch(
		epoch: RollEpoch,
		items: &[ProofItem<'_>],
	) -> Vec<Result<Alias, ProofError>> {
		let config = domain(Size::<T>::get());
		let mut results = vec![Err(ProofError::Invalid); items.len()];
		let mut order: Vec<(usize, &ProofItem<'_>)> = items.iter().enumerate().collect();
		// Proofs of one ring side by side share what is prepared for that ring.
		order.sort_by_key(|(_, item)| item.precinct);
		let mut ring: Option<(PrecinctId, Result<Finished, ProofError>)> = None;
		let mut batch: Vec<BatchProofItemFor<Scheme>> = Vec::with_capacity(items.len());
		let mut places = Vec::with_capacity(items.len());
		for (place, item) in order {
			if ring.as_ref().map(|(precinct, _)| *precinct) != Some(item.precinct) {
				ring = Some((item.precinct, Self::ring_at(item.precinct, epoch)));
			}
			let members = match ring.as_ref() {
				Some((_, Ok(members))) => members.clone(),
				_ => {
					put(&mut results, place, Err(ProofError::NoRing));
					continue;
				}
			};
			if let Ok(proof) = proof(item) {
				let (context, message) = (item.context.to_vec(), item.message.to_vec());
				batch.push(BatchProofItem {
					proof,
					config,
					members,
					context,
					message,
				});
				places.push(place);
			}
		}
		for (place, result) in places
			.into_iter()
			.zip(Scheme::batch_validate_per_item(&batch))
		{
			put(&mut results, place, result.map_err(|_| ProofError::Invalid));
		}
		results
	}
}

fn proof(item: &ProofItem<'_>) -> Result<RingProof, ProofError> {
	if item.proof.len() != PROOF_BYTES {
		return Err(ProofError::Invalid);
	}
	item.proof
		.to_vec()
		.try_into()
		.map_err(|_| ProofError::Invalid)
}

fn put<V>(list: &mut [V], place: usize, value: V) {
	if let Some(slot) = list.get_mut(place) {
		*slot = value;
	}
}
