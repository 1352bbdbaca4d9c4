//! How laws are made, and what they may do: the root of power of this chain, and the only one.
//!
//! - [`classes`]: which class of laws may make which call.
//! - [`seeds`]: the lots that panels are drawn by.
//! - [`founding`]: what a chain must begin with, or nobody could ever make a law.
//!
//! A panel drawn by lot from the jurists' roll passes a bill, the people can object, and what is left
//! is done in the name of [`pallet_laws::Origin`]. Only laws of the class *upgrade* are done as root.
//! No account holds root, no pallet gives it away, and what a preset names (validators, registrars,
//! issuers, units and offices) has no power but its own work: see `tests::no_root` and
//! `tests::founding`.

pub mod classes;
pub mod founding;
pub mod seeds;

pub use founding::check_founding;
pub use seeds::Seeds;

use crate::{constants::*, presets::JURIST, *};
use frame_support::{parameter_types, traits::ConstU32, weights::Weight};
use pallet_laws::EnsureConstitution;
use veche_primitives::rolls::Electorate;

/// The table of classes.
pub struct Classes;

parameter_types! {
	/// Whom panels are drawn from: those who hold the jurists' diploma. Its roll shows nobody's name.
	pub const Jurists: Electorate = Electorate::Group(JURIST);
	/// Whom they are drawn from when there are too few jurists: the people of the whole country.
	pub const Everybody: Electorate = Electorate::Unit(0);
	/// What a law's call may take.
	pub MaxLawCallWeight: Weight = LAW_CALL_RATIO * MAX_BLOCK_WEIGHT;
	/// What laws that enter into force in a block may take together.
	pub LawsWeightPerBlock: Weight = LAWS_RATIO * MAX_BLOCK_WEIGHT;
}

impl pallet_jury::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type AdminOrigin = EnsureConstitution;
	type People = Identity;
	type Territory = Territory;
	type Mandates = Offices;
	type Electorates = Rolls;
	type Jurists = Jurists;
	type Everybody = Everybody;
	type Seeds = Seeds;
	type Polls = Polls;
	type Legislature = Laws;
	type MaxOpenBills = ConstU32<BILLS_PER_UNIT>;
	type MaxPetitions = ConstU32<PETITIONS_PER_UNIT>;
	type MaxPerPerson = ConstU32<BILLS_PER_PERSON>;
	type MaxPerOffice = ConstU32<BILLS_PER_OFFICE>;
	type MaxFreezeDelay = ConstU32<MAX_FREEZE_DELAY>;
	type DuePerBlock = ConstU32<BILLS_DUE_PER_BLOCK>;
	type WeightInfo = pallet_jury::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkBills;
}

impl pallet_laws::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type AdminOrigin = EnsureConstitution;
	type People = Identity;
	type Territory = Territory;
	type Country = ConstU32<0>;
	type Polls = Polls;
	type Preimages = Preimage;
	type ClassOf = Classes;
	type DuePerBlock = ConstU32<LAWS_DUE_PER_BLOCK>;
	type MaxCallSize = ConstU32<MAX_LAW_CALL_BYTES>;
	type MaxCallWeight = MaxLawCallWeight;
	type WeightPerBlock = LawsWeightPerBlock;
	type WeightInfo = pallet_laws::weights::SubstrateWeight<Runtime>;
}

/// Bills that are as dear to check and to pass as can be.
#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkBills;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_jury::BenchmarkHelper<pallet_jury::BoundedCallOf<Runtime>> for BenchmarkBills {
	fn bill(unit: veche_primitives::UnitId) -> pallet_jury::BillOf<Runtime> {
		let mut bill = Laws::benchmark_bill().expect("a bill can be made; for benchmarks only");
		if let Some(change) = bill.change {
			pallet_laws::Laws::<Runtime>::mutate(change.law(), |law| {
				if let Some(law) = law {
					law.unit = unit;
				}
			});
		}
		bill.unit = unit;
		bill
	}

	/// The preimage is deleted when the bill lets go of it, which is dearer than to count one less who
	/// need it.
	fn take_back(bill: &pallet_jury::BillOf<Runtime>) {
		use frame_support::traits::{Bounded, StorePreimage};

		if let Some(hash) = bill.call.as_ref().and_then(Bounded::lookup_hash) {
			Preimage::unnote(&hash);
		}
	}

	fn open_polls() {
		use frame_support::traits::Hooks;

		Polls::on_initialize(System::block_number());
	}
}
