//! A wasm in a form that compresses better, by a seventh: instructions and what they are given
//! stand in it by turns, and here in rows of their own. `www/begin.js` puts it together again.
//!
//! To everybody else it is a wasm with one section, which has no name. In there: the forms of
//! instructions, each a list of items of two bytes (that byte, or from 256 on an operand from that
//! row; nothing for the end of a function, or where a number has no form), the sizes of the rows
//! in three bytes each, and the rows: which form follows which, what stands before the code, what
//! stands behind it, and the operands. A list has its length in the first byte.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use wasmparser::{FunctionBody, Parser, Payload};

/// A wasm with nothing in it.
const EMPTY: [u8; 8] = *b"\0asm\x01\0\0\0";
const NO_NAME: u8 = 0;

/// The number of the section of code, and of those that are for nobody but who made them.
const CODE: u8 = 10;
const CUSTOM: u8 = 0;

// Instructions by their names in the specification of WebAssembly.
const BRANCH: u8 = 0x0c;
const BRANCH_IF: u8 = 0x0d;
const BRANCH_TABLE: u8 = 0x0e;
const CALL: u8 = 0x10;
const CALL_INDIRECT: u8 = 0x11;
const NUMBER: u8 = 0x41;
const LONG_NUMBER: u8 = 0x42;
const ADD: u8 = 0x6a;

/// Brotli guesses a byte by which of these ranges each of the two before it is in: reading a
/// variable, constants, reading memory, arithmetic and all else, writing memory, control and calls,
/// writing a variable. (255 would be one more.)
const RANGES: [Range<u8>; 7] = [0..1, 1..16, 16..64, 64..128, 128..192, 192..240, 240..255];

/// Operands that stand together: those of one kind, and of one length where that says much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    Variables,
    Variable(u8),
    Label,
    Case,
    Function(usize),
    Kind,
    Place(usize),
    Number(usize),
    Addend(usize),
    LongNumber(usize),
}

/// How an instruction is written, or what a function begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    before: Vec<u8>,
    rows: Vec<Row>,
    after: Vec<u8>,
}

/// Gives what `www/begin.js` makes this wasm of.
pub(crate) fn pack(wasm: &[u8]) -> Result<Vec<u8>> {
    let (mut packed, mut head, mut tail) = (Packed::default(), 0, 0);
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match payload.as_section() {
            Some((CODE, range)) => tail = range.end,
            Some((_, range)) if tail == 0 => head = range.end,
            _ => {}
        }
        if let Payload::CodeSectionEntry(body) = payload {
            packed.add_function(&body)?;
        }
    }
    let head = wasm.get(..head).unwrap_or_default();
    let tail = wasm.get(tail..).unwrap_or_default();
    let content = packed.write(&[head, &[CODE]].concat(), tail)?;
    let size = sized(content.len())?;
    Ok([&EMPTY, &[CUSTOM][..], &size, &content].concat())
}

/// Where each row ends in what [`pack`] gave, the order of the forms first: something else begins
/// there, which may be better compressed by itself. Nothing in any other file.
pub(crate) fn seams(packed: &[u8]) -> Vec<usize> {
    rows(packed).unwrap_or_default()
}

fn rows(packed: &[u8]) -> Option<Vec<usize>> {
    let rest = packed.strip_prefix(&EMPTY)?.strip_prefix(&[CUSTOM])?;
    // After the section's size and its name.
    let (lists, mut rest) = rest.get(4..)?.split_first()?;
    for _ in 0..*lists {
        let (items, after) = rest.split_first()?;
        rest = after.get(2 * usize::from(*items)..)?;
    }
    let (rows, rest) = rest.split_first()?;
    let (sizes, rest) = rest.split_at_checked(3 * usize::from(*rows))?;
    let mut end = packed.len() - rest.len();
    let mut ends = Vec::new();
    for size in sizes.chunks_exact(3) {
        end += size
            .iter()
            .rfold(0, |size, byte| size << 8 | usize::from(*byte));
        ends.push(end);
    }
    ends.retain(|end| *end < packed.len());
    Some(ends)
}

/// The code of a wasm, taken apart.
#[derive(Debug, Default)]
struct Packed {
    order: Vec<Form>,
    operands: BTreeMap<Row, Vec<u8>>,
}

impl Packed {
    fn add_function(&mut self, body: &FunctionBody<'_>) -> Result<()> {
        let (variables, instructions) = parts(body)?;
        self.add(variables, 1, &[], |_| Row::Variables);
        let mut instructions = instructions.into_iter().peekable();
        while let Some(one) = instructions.next() {
            let is_added = one.first() == Some(&NUMBER)
                && instructions.next_if(|next| *next == [ADD]).is_some();
            if instructions.peek().is_some() {
                self.add_instruction(one, is_added);
            }
        }
        self.order.push(Form::default());
        Ok(())
    }

    fn add_instruction(&mut self, bytes: &[u8], is_added: bool) {
        let after: &[u8] = if is_added { &[ADD] } else { &[] };
        let all = bytes.len();
        let (before, row): (usize, fn(usize, u8) -> Row) = match *bytes {
            [BRANCH | BRANCH_IF, ..] => (1, |_, _| Row::Label),
            [BRANCH_TABLE, ..] => (2, |_, _| Row::Case),
            [CALL, ..] => (1, |length, _| Row::Function(length)),
            [CALL_INDIRECT, ..] => (1, |_, _| Row::Kind),
            [0x20..=0x22, ..] => (1, |_, code| Row::Variable(code)),
            // How an address is aligned is said by few of these, and always the same.
            [0x28..=0x3e, ..] => (2, |length, _| Row::Place(length)),
            [NUMBER, 0 | 1] => (all, |_, _| Row::Number(0)),
            [NUMBER, ..] if is_added => (1, |length, _| Row::Addend(length)),
            [NUMBER, ..] => (1, |length, _| Row::Number(length)),
            [LONG_NUMBER, ..] => (1, |length, _| Row::LongNumber(length)),
            _ => (all, |_, _| Row::Label),
        };
        let code = bytes.first().copied().unwrap_or_default();
        self.add(bytes, before, after, |length| row(length, code));
    }

    /// Adds what begins with so many bytes that belong to its form, and operands in those rows.
    fn add(&mut self, bytes: &[u8], before: usize, after: &[u8], row: impl Fn(usize) -> Row) {
        let (before, operands) = bytes.split_at_checked(before).unwrap_or((bytes, &[]));
        let operands = operands.split_inclusive(|byte| byte & 0x80 == 0);
        let mut rows = Vec::new();
        for operand in operands {
            let row = row(operand.len());
            self.operands.entry(row).or_default().extend(operand);
            rows.push(row);
        }
        self.order.push(Form {
            before: before.to_vec(),
            rows,
            after: after.to_vec(),
        });
    }

    /// What stands in the section, for what is before and behind the code.
    fn write(self, head: &[u8], tail: &[u8]) -> Result<Vec<u8>> {
        let numbers = numbers(&self.order)?;
        let forms: BTreeMap<u8, &Form> = numbers.iter().map(|(form, n)| (*n, *form)).collect();
        let last = forms.last_key_value().map_or(0, |(number, _)| *number);
        let lists = (0..=last).map(|number| match forms.get(&number) {
            Some(form) => self.list(form),
            None => Ok(vec![0]),
        });
        let lists = lists.collect::<Result<Vec<_>>>()?;
        let order = self.order.iter().filter_map(|form| numbers.get(form));
        let order: Vec<u8> = order.copied().collect();
        let rows = [&order, head, tail].into_iter();
        let rows: Vec<_> = rows
            .chain(self.operands.values().map(Vec::as_slice))
            .collect();
        let mut content = vec![NO_NAME, count(lists.len())?];
        content.extend(lists.concat());
        content.push(count(rows.len())?);
        for row in &rows {
            let size = u32::try_from(row.len())?.to_le_bytes();
            ensure!(size.ends_with(&[0]), "too long a row");
            content.extend(size.iter().take(3));
        }
        content.extend(rows.concat());
        Ok(content)
    }

    /// A form in bytes.
    fn list(&self, form: &Form) -> Result<Vec<u8>> {
        let numbers: BTreeMap<_, u8> = self.operands.keys().zip(0..).collect();
        let rows = form.rows.iter().filter_map(|row| numbers.get(row));
        let rows = rows.map(|row| [*row, 1]);
        let literal = |bytes: &[u8]| bytes.iter().map(|byte| [*byte, 0]).collect::<Vec<_>>();
        let items = literal(&form.before).into_iter().chain(rows);
        let items: Vec<_> = items.chain(literal(&form.after)).collect();
        Ok([&[count(items.len())?], items.as_flattened()].concat())
    }
}

/// The variables of a function, and its instructions.
fn parts<'a>(body: &FunctionBody<'a>) -> Result<(&'a [u8], Vec<&'a [u8]>)> {
    let (whole, start) = (body.as_bytes(), body.range().start);
    let operators = body.get_operators_reader()?.into_iter_with_offsets();
    let places = operators.map(|one| one.map(|(_, place)| place - start));
    let places = places.collect::<Result<Vec<_>, _>>()?;
    let ends = places.iter().copied().skip(1).chain([whole.len()]);
    let instructions = places.iter().zip(ends);
    let instructions = instructions.filter_map(|(start, end)| whole.get(*start..end));
    let variables = places.first().and_then(|first| whole.get(..*first));
    Ok((variables.unwrap_or_default(), instructions.collect()))
}

/// The number of each form, in the range of its kind if that has one left; what is used most comes
/// first.
fn numbers(order: &[Form]) -> Result<BTreeMap<&Form, u8>> {
    let mut uses = BTreeMap::<&Form, usize>::new();
    for form in order {
        *uses.entry(form).or_default() += 1;
    }
    let mut forms: Vec<_> = uses.into_iter().collect();
    forms.sort_by_key(|(_, count)| Reverse(*count));
    let mut free = RANGES;
    let mut numbers = BTreeMap::new();
    for (form, _) in forms {
        let own = free.get_mut(range(form)).and_then(Iterator::next);
        let number = own.or_else(|| free.iter_mut().rev().find_map(Iterator::next));
        numbers.insert(form, number.context("too many forms of instructions")?);
    }
    Ok(numbers)
}

/// Which range has a number for a form, by the first byte of the instruction.
fn range(form: &Form) -> usize {
    match form.before.first() {
        Some(0x20) => 0,
        Some(NUMBER..=0x44) => 1,
        Some(0x28..=0x35) => 2,
        Some(0x36..=0x3e) => 4,
        Some(0..=CALL_INDIRECT | 0x1a | 0x1b) => 5,
        Some(0x21) => 6,
        _ => 3,
    }
}

/// How much there is of something that there is little of.
fn count(length: usize) -> Result<u8> {
    u8::try_from(length).context("more than 255 rows, forms of instructions, or operands")
}

/// A length as a wasm has it, in three bytes whatever it is.
fn sized(length: usize) -> Result<[u8; 3]> {
    let digit = |shift: usize| u8::try_from(length >> shift & 0x7f).unwrap_or_default();
    ensure!(length >> 21 == 0, "more than two megabytes");
    Ok([digit(0) | 0x80, digit(7) | 0x80, digit(14)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        BlockType, CodeSection, ConstExpr, DataSection, Function, FunctionSection, Instruction,
        MemArg, Module, TypeSection, ValType,
    };

    /// What has not been read yet.
    struct Reader<'a>(&'a [u8]);

    impl<'a> Reader<'a> {
        fn bytes(&mut self, count: usize) -> &'a [u8] {
            let (bytes, rest) = self.0.split_at(count);
            self.0 = rest;
            bytes
        }

        fn size(&mut self) -> usize {
            let bytes = self.bytes(3);
            bytes
                .iter()
                .rev()
                .fold(0, |size, byte| size << 8 | usize::from(*byte))
        }
    }

    /// The bodies of the functions that `www/begin.js` would write, and what is around them.
    fn unpack(packed: &[u8]) -> (Vec<Vec<u8>>, Vec<u8>, Vec<u8>) {
        let mut reader = Reader(packed);
        reader.bytes(EMPTY.len() + 1 + 3 + 1);
        let forms: Vec<_> = (0..reader.bytes(1)[0])
            .map(|_| {
                let items = usize::from(reader.bytes(1)[0]);
                reader.bytes(2 * items).chunks(2)
            })
            .collect();
        let sizes: Vec<_> = (0..reader.bytes(1)[0]).map(|_| reader.size()).collect();
        let mut rows = sizes.into_iter().map(|size| Reader(reader.bytes(size)));
        let [order, head, tail] = [(); 3].map(|()| rows.next().unwrap().0);
        let mut rows: Vec<_> = rows.collect();
        let (mut bodies, mut body) = (Vec::new(), Vec::new());
        for form in order {
            for item in forms[usize::from(*form)].clone() {
                if item[1] == 0 {
                    body.push(item[0]);
                    continue;
                }
                let row = &mut rows[usize::from(item[0])];
                let end = row.0.iter().position(|byte| byte & 0x80 == 0).unwrap();
                body.extend(row.bytes(end + 1));
            }
            if forms[usize::from(*form)].len() == 0 {
                body.push(0x0b);
                bodies.push(std::mem::take(&mut body));
            }
        }
        assert!(body.is_empty() && rows.iter().all(|row| row.0.is_empty()));
        (bodies, head.to_vec(), tail.to_vec())
    }

    fn at(offset: u64) -> MemArg {
        MemArg {
            offset,
            align: 2,
            memory_index: 0,
        }
    }

    /// A body with all kinds of instructions.
    fn body(number: i32) -> Function {
        let mut body = Function::new([(300, ValType::I32), (1, ValType::F64)]);
        let instructions = [
            Instruction::Block(BlockType::Empty),
            Instruction::Block(BlockType::Empty),
            Instruction::LocalGet(200),
            Instruction::I32Const(number),
            Instruction::I32Add,
            Instruction::LocalTee(1),
            Instruction::BrTable([0, 1][..].into(), 0),
            Instruction::End,
            Instruction::I32Const(1),
            Instruction::I32Add,
            Instruction::I32Const(number),
            Instruction::I32Load(at(70_000)),
            Instruction::BrIf(0),
            Instruction::F64Const((-0.1).into()),
            Instruction::I64Const(i64::MIN),
            Instruction::I64Store(at(3)),
            Instruction::Call(0),
            Instruction::CallIndirect {
                type_index: 0,
                table_index: 0,
            },
            Instruction::MemoryCopy {
                src_mem: 0,
                dst_mem: 0,
            },
            Instruction::End,
            Instruction::End,
        ];
        for instruction in &instructions {
            body.instruction(instruction);
        }
        body
    }

    /// A module of such functions; what they do makes no sense.
    fn module(bodies: &[Function]) -> Vec<u8> {
        let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
        let (mut code, mut data) = (CodeSection::new(), DataSection::new());
        types.ty().function([], []);
        for body in bodies {
            functions.function(0);
            code.function(body);
        }
        data.active(0, &ConstExpr::i32_const(0), *b"words");
        let mut module = Module::new();
        module.section(&types).section(&functions);
        module.section(&code).section(&data);
        module.finish()
    }

    #[test]
    fn what_was_packed_is_put_together_again() {
        let bodies: Vec<_> = [0, 1, 63, -64, 64, 1 << 20, i32::MIN].map(body).into();
        let wasm = module(&bodies);
        let (unpacked, head, tail) = unpack(&pack(&wasm).unwrap());
        let bodies: Vec<_> = bodies.into_iter().map(Function::into_raw_body).collect();
        assert_eq!(unpacked, bodies);
        assert!(wasm.starts_with(&head) && head.last() == Some(&CODE));
        assert!(wasm.ends_with(&tail) && tail.ends_with(b"words"));
    }

    #[test]
    fn seams_are_where_a_row_ends_the_order_of_the_forms_first() {
        let wasm = module(&[body(7)]);
        let packed = pack(&wasm).unwrap();
        let (_, head, tail) = unpack(&packed);
        let [first, second, third, ..] = *seams(&packed) else {
            panic!("there are operands, too");
        };
        assert_eq!(packed.get(first..second), Some(&*head));
        assert_eq!(packed.get(second..third), Some(&*tail));
        for other in [&wasm[..], b"other", b"", &packed[..20]] {
            assert_eq!(seams(other), [0; 0]);
        }
    }

    #[test]
    fn what_is_packed_is_a_wasm_to_others() {
        let packed = pack(&module(&[body(7)])).unwrap();
        let sections = Parser::new(0).parse_all(&packed).map(Result::unwrap);
        let sections: Vec<_> = sections.filter_map(|one| one.as_section()).collect();
        let end = packed.len();
        assert!(matches!(&*sections, [(CUSTOM, range)] if range.end == end));
        assert!(pack(b"other").is_err());
    }

    #[test]
    fn a_length_has_three_bytes() {
        assert_eq!(sized(5).unwrap(), [0x85, 0x80, 0]);
        assert_eq!(sized(0x1f_ffff).unwrap(), [0xff, 0xff, 0x7f]);
        assert!(sized(0x20_0000).is_err());
    }
}
