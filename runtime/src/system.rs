//! The machine room: system, timestamp, utility, scheduler, preimages.

use crate::{constants::*, keys_in_time::KeysInTime, timing::HalfSlotMillis, *};
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::{
		fungible::HoldConsideration, ConstU16, ConstU32, EqualPrivilegeOnly, LinearStoragePrice,
		NeverEnsureOrigin,
	},
	weights::{
		constants::{BlockExecutionWeight, ExtrinsicBaseWeight, ParityDbWeight},
		Weight,
	},
};
use frame_system::limits::{BlockLength, BlockWeights};

parameter_types! {
	/// Hashes of past blocks kept.
	pub const BlockHashCount: BlockNumber = BLOCK_HASH_COUNT;
	/// The version of this runtime.
	pub const Version: sp_version::RuntimeVersion = VERSION;
	/// What a block may take in time.
	pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
		.base_block(BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |class| class.base_extrinsic = ExtrinsicBaseWeight::get())
		.for_class(DispatchClass::Normal, |class| {
			class.max_total = Some(NORMAL_RATIO * MAX_BLOCK_WEIGHT);
		})
		.for_class(DispatchClass::Operational, |class| {
			class.max_total = Some(MAX_BLOCK_WEIGHT);
			// What ordinary transactions may not touch.
			class.reserved = Some(MAX_BLOCK_WEIGHT - NORMAL_RATIO * MAX_BLOCK_WEIGHT);
		})
		.avg_block_initialization(HOOKS_RATIO)
		.build_or_panic();
	/// What a block may take in bytes.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAX_BLOCK_BYTES)
		.modify_max_length_for_class(DispatchClass::Normal, |most| {
			*most = NORMAL_RATIO * MAX_BLOCK_BYTES;
		})
		.build();
	/// What scheduled calls of one block may take.
	pub MaximumSchedulerWeight: Weight = SCHEDULER_RATIO * MAX_BLOCK_WEIGHT;
	/// Deposits for preimages.
	pub const PreimageBaseDeposit: Balance = PREIMAGE_BASE_DEPOSIT;
	/// See [`PreimageBaseDeposit`].
	pub const PreimageByteDeposit: Balance = PREIMAGE_BYTE_DEPOSIT;
	/// Why a preimage's deposit is held.
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type BaseCallFilter = KeysInTime;
	type Block = Block;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type BlockHashCount = BlockHashCount;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type AccountData = pallet_balances::AccountData<Balance>;
	type DbWeight = ParityDbWeight;
	type Version = Version;
	type SS58Prefix = ConstU16<SS58_PREFIX>;
	type MaxConsumers = ConstU32<16>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = u64;
	type OnTimestampSet = Babe;
	type MinimumPeriod = HalfSlotMillis<Runtime>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl timing::Config for Runtime {}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaximumSchedulerWeight;
	// Laws have an agenda of their own: what somebody schedules here would pass their classes by.
	type ScheduleOrigin = NeverEnsureOrigin<()>;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	type MaxScheduledPerBlock = ConstU32<MAX_SCHEDULED>;
	type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	// Bills ask for their calls by themselves: who could stop asking could undo a bill.
	type ManagerOrigin = NeverEnsureOrigin<()>;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}
