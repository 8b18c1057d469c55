//! Tables as they can stand in a document.

use causerie_e2e::Table;

#[test]
fn a_table_is_markdown_and_every_row_has_all_its_cells() {
    let mut table = Table::new(["widget", "bytes", "time"]);
    table.add(["one", "12", "3 ms"].map(str::to_owned));
    table.add(["two".to_owned()]);
    let expected = "| widget | bytes | time |\n|---|---|---|\n| one | 12 | 3 ms |\n| two |  |  |\n";
    assert_eq!(table.to_string(), expected);
}
