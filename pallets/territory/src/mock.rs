//! A chain with nothing but a territory.

use crate as pallet_territory;
use crate::{Code, Name, UnitEntry, UnitKind};
use frame_support::derive_impl;
use frame_system::EnsureRoot;
use sp_runtime::BuildStorage;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Territory: pallet_territory,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

impl pallet_territory::Config for Test {
	type TerritoryOrigin = EnsureRoot<u64>;
	type WeightInfo = ();
}

/// A line of a file of units.
pub fn entry(code: &str, parent: &str, kind: UnitKind, name: &str) -> UnitEntry {
	UnitEntry {
		code: code.into(),
		parent: parent.into(),
		kind,
		name: name.into(),
	}
}

pub fn code(text: &str) -> Code {
	Code::truncate_from(text.as_bytes().to_vec())
}

pub fn name(text: &str) -> Name {
	Name::truncate_from(text.as_bytes().to_vec())
}

/// Builds the chain's first state.
pub struct ExtBuilder {
	units: Vec<UnitEntry>,
}

impl Default for ExtBuilder {
	/// A country (0), a region (1), a district (2) and a council (3) in one line.
	fn default() -> Self {
		let units = vec![
			entry("XX", "", UnitKind::Country, "Country"),
			entry("XX-1", "XX", UnitKind::Region, "Region"),
			entry("XX-1-1", "XX-1", UnitKind::District, "District"),
			entry("XX-1-1-1", "XX-1-1", UnitKind::Council, "Council"),
		];
		Self { units }
	}
}

impl ExtBuilder {
	pub fn units(mut self, units: Vec<UnitEntry>) -> Self {
		self.units = units;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let genesis = RuntimeGenesisConfig {
			territory: pallet_territory::GenesisConfig {
				units: self.units,
				..Default::default()
			},
			..Default::default()
		};
		let mut ext: sp_io::TestExternalities = genesis.build_storage().unwrap().into();
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Run a test, then check what must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Territory::do_try_state().unwrap();
		});
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	ExtBuilder::default().build()
}
