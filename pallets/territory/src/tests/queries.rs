use crate::mock::*;
use rstest::rstest;
use veche_primitives::territory::Territory as Tree;

#[rstest]
#[case::itself(3, 3, true)]
#[case::below(3, 0, true)]
#[case::above(0, 3, false)]
#[case::unknown_unit(99, 0, false)]
#[case::unknown_ancestor(3, 99, false)]
fn is_within_tells_who_is_below(#[case] unit: u32, #[case] ancestor: u32, #[case] within: bool) {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(<Territory as Tree>::is_within(unit, ancestor), within);
	});
}

#[test]
fn lineage_leads_to_the_country() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(
			<Territory as Tree>::lineage(3).collect::<Vec<_>>(),
			vec![3, 2, 1, 0]
		);
		let names = Territory::lineage(2).into_iter().map(|(_, unit)| unit.name);
		assert!(names.eq([name("District"), name("Region"), name("Country")]));
	});
}

#[test]
fn lineage_is_empty_when_unit_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(Territory::lineage(99), vec![]);
	});
}

#[test]
fn unit_by_code_finds_it() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, unit) = Territory::unit_by_code(b"XX-1-1".to_vec()).unwrap();
		assert_eq!((id, unit.clone()), (2, Territory::unit(2).unwrap()));
		assert_eq!(Territory::unit_by_code(b"none".to_vec()), None);
		assert_eq!(Territory::unit_by_code(vec![b'A'; 1000]), None);
	});
}

#[test]
fn units_returns_a_page() {
	ExtBuilder::default().build_and_execute(|| {
		let ids = |from, limit| {
			let page = Territory::units(from, limit).into_iter();
			page.map(|(id, _)| id).collect::<Vec<_>>()
		};
		assert_eq!(ids(1, 2), vec![1, 2]);
		assert_eq!(ids(3, 99), vec![3]);
		assert_eq!(ids(9, 99), Vec::<u32>::new());
	});
}
