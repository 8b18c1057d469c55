//! A wasm in an order in which it compresses better, by a fortieth: what is alike stands
//! together, and what is named most has the same small numbers everywhere.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::convert::Infallible;

use anyhow::Result;
use walrus::ir::{Visitor, VisitorMut, dfs_in_order, dfs_pre_order_mut};
use walrus::{LocalFunction, LocalId, Module, ModuleLocals};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, MemArg};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// Numbers the variables of each function by how often they are named.
pub(crate) fn number_variables(module: &mut Module) {
    let Module { funcs, locals, .. } = module;
    for (_, function) in funcs.iter_local_mut() {
        let mut uses = Uses::default();
        dfs_in_order(&mut uses, function, function.entry_block());
        let mut names = uses.renamed(function, locals);
        dfs_pre_order_mut(&mut names, function, function.entry_block());
    }
}

/// How often a function names its variables.
#[derive(Default)]
struct Uses(BTreeMap<LocalId, usize>);

impl Uses {
    /// A new variable for each but the parameters; they are numbered as they are made.
    fn renamed(self, function: &LocalFunction, locals: &mut ModuleLocals) -> Names {
        let mut uses: Vec<_> = self.0.into_iter().collect();
        uses.retain(|(local, _)| !function.args.contains(local));
        uses.sort_by_key(|(_, count)| Reverse(*count));
        let renamed = uses.into_iter().map(|(old, _)| {
            let kind = locals.get(old).ty();
            (old, locals.add(kind))
        });
        Names(renamed.collect())
    }
}

impl Visitor<'_> for Uses {
    fn visit_local_id(&mut self, local: &LocalId) {
        *self.0.entry(*local).or_default() += 1;
    }
}

struct Names(BTreeMap<LocalId, LocalId>);

impl VisitorMut for Names {
    fn visit_local_id_mut(&mut self, local: &mut LocalId) {
        if let Some(name) = self.0.get(local) {
            *local = *name;
        }
    }
}

/// Sorts the functions by what they take, and those that take the same by what they do.
pub(crate) fn sort_functions(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut sorted = Sorted::read(wasm)?;
    let mut module = wasm_encoder::Module::new();
    sorted.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// The functions of a module in their new order.
#[derive(Default)]
struct Sorted<'a> {
    functions: Vec<Function<'a>>,
    /// The new number of each function; imports, which come first, keep theirs.
    numbers: BTreeMap<u32, u32>,
}

struct Function<'a> {
    kind: u32,
    body: FunctionBody<'a>,
    number: u32,
}

impl<'a> Sorted<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let (mut imports, mut kinds, mut bodies) = (0, Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imports += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => {
                    kinds = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => bodies.push(body),
                _ => {}
            }
        }
        let functions = kinds.into_iter().zip(bodies).zip(imports..);
        let mut functions: Vec<_> = functions
            .map(|((kind, body), number)| Function { kind, body, number })
            .collect();
        functions.sort_by_key(|one| (one.kind, one.body.as_bytes()));
        let numbers = functions.iter().map(|one| one.number).zip(imports..);
        Ok(Self {
            numbers: numbers.collect(),
            functions,
        })
    }
}

impl Reencode for Sorted<'_> {
    type Error = Infallible;

    fn function_index(&mut self, number: u32) -> Result<u32, reencode::Error> {
        Ok(self.numbers.get(&number).copied().unwrap_or(number))
    }

    /// How an address is aligned is a hint without effect: all of a width say the same.
    fn mem_arg(&mut self, access: wasmparser::MemArg) -> Result<MemArg, reencode::Error> {
        let align = access.max_align;
        reencode::utils::mem_arg(self, wasmparser::MemArg { align, ..access })
    }

    fn parse_function_section(
        &mut self,
        section: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        for function in &self.functions {
            section.function(function.kind);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        section: &mut CodeSection,
        _: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        let bodies: Vec<_> = self.functions.iter().map(|one| one.body.clone()).collect();
        let mut bodies = bodies.into_iter();
        bodies.try_for_each(|body| self.parse_function_body(section, body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{FunctionBuilder, ValType};
    use wasmparser::{ExternalKind, Operator};

    /// Adds a function of so many parameters that gives a number, exported by that number's name.
    fn add_constant(module: &mut Module, parameters: usize, number: i32) {
        let args: Vec<_> = (0..parameters)
            .map(|_| module.locals.add(ValType::I32))
            .collect();
        let kinds = vec![ValType::I32; parameters];
        let mut function = FunctionBuilder::new(&mut module.types, &kinds, &[ValType::I32]);
        function.func_body().i32_const(number);
        let function = function.finish(args, &mut module.funcs);
        module.exports.add(&number.to_string(), function);
    }

    fn operators(body: FunctionBody<'_>) -> Vec<Operator<'_>> {
        let all = body.get_operators_reader().unwrap();
        all.into_iter().map(Result::unwrap).collect()
    }

    /// What the functions of a module give, in their order, and what is exported under which number.
    fn read(wasm: &[u8]) -> (Vec<i32>, Vec<(String, u32)>) {
        let (mut given, mut exports) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => match operators(body).first() {
                    Some(Operator::I32Const { value }) => given.push(*value),
                    other => panic!("{other:?}"),
                },
                Payload::ExportSection(section) => {
                    let all = section.into_iter().map(Result::unwrap);
                    let all = all.filter(|one| one.kind == ExternalKind::Func);
                    exports.extend(all.map(|one| (one.name.to_owned(), one.index)));
                }
                _ => {}
            }
        }
        (given, exports)
    }

    #[test]
    fn functions_that_are_alike_stand_together_and_go_by_their_new_numbers() {
        let mut module = Module::default();
        let kind = module.types.add(&[], &[]);
        module.add_import_func("./x.js", "a", kind);
        for (parameters, number) in [(1, 7), (0, 5), (1, 3), (0, 9)] {
            add_constant(&mut module, parameters, number);
        }
        let (given, exports) = read(&sort_functions(&module.emit_wasm()).unwrap());
        assert_eq!(given, [5, 9, 3, 7]);
        for (name, index) in exports {
            let place = usize::try_from(index).unwrap() - 1;
            assert_eq!(given[place].to_string(), name, "the import comes first");
        }
    }

    #[test]
    fn what_is_named_most_has_the_smallest_number_behind_the_parameters() {
        let mut module = Module::default();
        let [argument, rare, often] = [0; 3].map(|_| module.locals.add(ValType::I32));
        let mut function = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        let mut body = function.func_body();
        for local in [rare, often, argument, often] {
            body.local_get(local).drop();
        }
        let function = function.finish(vec![argument], &mut module.funcs);
        module.exports.add("f", function);
        number_variables(&mut module);
        let wasm = module.emit_wasm();
        let sorted = Sorted::read(&wasm).unwrap();
        let body = sorted.functions[0].body.clone();
        let named = operators(body).into_iter().filter_map(|one| match one {
            Operator::LocalGet { local_index } => Some(local_index),
            _ => None,
        });
        assert_eq!(named.collect::<Vec<_>>(), [2, 1, 0, 1]);
    }
}
