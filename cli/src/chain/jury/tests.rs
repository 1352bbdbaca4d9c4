//! Bills, phases and drawings as the chain writes them.

use super::*;

fn bill() -> Bill {
	Bill {
		unit: 5,
		class: Class::Parameter,
		title: b"Bridge".to_vec().try_into().unwrap(),
		text: H256([3; 32]),
		change: Some(Change::Repeals(2)),
		call: Some(KeptCall::Inline(vec![30, 0])),
	}
}

#[test]
fn bill_is_written_as_the_chain_reads_it() {
	let expected = [
		5u32.encode(),
		vec![1u8],
		b"Bridge".to_vec().encode(),
		vec![3; 32],
		vec![1, 1],
		2u32.encode(),
		// Some call, which stands in the bill.
		vec![1, 1],
		vec![30u8, 0].encode(),
	]
	.concat();
	assert_eq!(bill().encode(), expected);
	assert_eq!(Bill::decode(&mut expected.as_slice()).unwrap(), bill());
}

#[test]
fn call_stands_in_the_bill_up_to_128_bytes_and_is_looked_up_beyond() {
	let short = vec![7; MAX_INLINE];
	assert_eq!(
		KeptCall::new(&short).unwrap(),
		KeptCall::Inline(short.clone())
	);
	let long = vec![7; MAX_INLINE + 1];
	let hash = H256(sp_crypto_hashing::blake2_256(&long));
	let kept = KeptCall::new(&long).unwrap();
	assert_eq!(kept, KeptCall::Lookup { hash, len: 129 });
	assert_eq!(kept.hash(), hash);
	assert_eq!(kept.encode()[0], 2);
}

#[test]
fn record_is_read_as_the_chain_writes_it() {
	let params = Params {
		panel: 35,
		reserves: 30,
		least_panel: 21,
		quorum: 500_000,
		majority: 500_001,
		claim: 10,
		verdict: 20,
		support: 20_000,
		petition_window: 40,
	};
	let phase = (4u8, 9u32, (3u32, 1u32), 77u32);
	let bytes = [
		bill().encode(),
		(7u32, Some(2u32), 60u32).encode(),
		Electorate::Group(4).encode(),
		params.encode(),
		(None::<u32>, Some(9u32)).encode(),
		phase.encode(),
	]
	.concat();
	let read = Record::decode(&mut bytes.as_slice()).unwrap();
	assert_eq!(read.bill, bill());
	assert_eq!((read.by, read.office, read.since), (7, Some(2), 60));
	assert_eq!((read.petition, read.trial), (None, Some(9)));
	assert_eq!(read.jurists, Electorate::Group(4));
	assert_eq!((read.params, read.params.places()), (params, 65));
	let epoch = RollEpoch {
		turn: 3,
		revision: 1,
	};
	let trial = Phase::Trial {
		poll: 9,
		epoch,
		halfway: 77,
	};
	assert_eq!(read.phase, trial);
}

#[test]
fn phase_has_the_numbers_of_the_chain() {
	let read = |bytes: Vec<u8>| Phase::decode(&mut bytes.as_slice()).unwrap();
	assert_eq!(read((0u8, 4u32).encode()), Phase::Petition { poll: 4 });
	assert_eq!(read((1u8, 4u32).encode()), Phase::Waiting { since: 4 });
	let epoch = RollEpoch {
		turn: 3,
		revision: 1,
	};
	assert_eq!(
		read((2u8, epoch, 8u64).encode()),
		Phase::Frozen {
			epoch,
			frozen_in: 8
		}
	);
	assert_eq!(
		read((3u8, epoch, [5u8; 32], [6u8; 32], 90u32).encode()),
		Phase::Claiming {
			epoch,
			seed: H256([5; 32]),
			context: [6; 32],
			until: 90,
		}
	);
	for (number, verdict) in [
		Verdict::Lapsed,
		Verdict::NoPanel,
		Verdict::NoQuorum,
		Verdict::Rejected,
		Verdict::Passed,
		Verdict::Void,
	]
	.into_iter()
	.enumerate()
	{
		assert_eq!(read(vec![5, number as u8]), Phase::Done(verdict));
	}
}

#[test]
fn drawing_is_read_as_the_chain_writes_it() {
	let bytes = [
		Electorate::Group(4).encode(),
		((3u32, 1u32), [5u8; 32], [6u8; 32]).encode(),
		(90u32, 65u32, 65u32, Some([9u8; 32])).encode(),
	]
	.concat();
	let read = Drawing::decode(&mut bytes.as_slice()).unwrap();
	assert_eq!((read.until, read.places, read.kept), (90, 65, 65));
	assert_eq!(read.highest, Some([9; 32]));
	let drawn = (vec![[1u8; 32]], vec![[2u8; 32], [3; 32]]).encode();
	let read = Drawn::decode(&mut drawn.as_slice()).unwrap();
	assert_eq!((read.panel.len(), read.reserves[1]), (1, [3; 32]));
}
