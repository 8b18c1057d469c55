//! The glue and the wasm without what only tools read: numbers and short names between them, no
//! sections for linkers and debuggers, and no functions that nobody can call.
//!
//! wasm-bindgen gives each import a name with a hash of sixteen digits, which stands in both files
//! and which no compression shortens. Nobody but the two files reads these names.

use std::collections::BTreeSet;

use anyhow::Result;
use walrus::{ElementItems, Export, ExportItem, FunctionId, Module, ModuleConfig, passes};

use crate::arrange::{number_variables, sort_functions};

/// For linkers only; an engine finds out by itself.
const FEATURES: &str = "target_features";

/// Drops what no engine reads and renames what the glue and the wasm share; what does not stand in
/// the glue as expected stays as it is in both.
pub(crate) fn abridge(script: &str, wasm: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut module = open(wasm)?;
    let mut script = encode_in_one_way(script);
    if let Some(numbered) = number_imports(&script, &mut module) {
        script = numbered;
    }
    let mut names = Names::default();
    let exports = module.exports.iter().filter(|one| is_own(&one.name));
    for id in exports.map(Export::id).collect::<Vec<_>>() {
        let export = module.exports.get_mut(id);
        let short = names.next();
        let renamed = rename(
            &script,
            &format!("wasm.{}", export.name),
            &format!("wasm.{short}"),
        );
        if renamed != script {
            (script, export.name) = (renamed, short);
        } else if !script.contains(&export.name) {
            module.exports.delete(id);
        }
    }
    forget_unreached(&mut module);
    number_variables(&mut module);
    Ok((script, sort_functions(&module.emit_wasm())?))
}

/// Gives the imports the numbers of their places in the glue, which then needs no names for them;
/// nothing, where they do not all stand there as expected.
fn number_imports(script: &str, module: &mut Module) -> Option<String> {
    let (before, rest) = script.split_once("const import0 = {\n__proto__: null,")?;
    let (lent, after) = rest.split_once("\n};\nreturn {\n__proto__: null,\n")?;
    let (_, after) = after.split_once("\n};\n")?;
    let imports = module.imports.iter();
    let places = imports.map(|one| Some((lent.find(&key(&one.name))?, one.id())));
    let mut places = places.collect::<Option<Vec<_>>>()?;
    places.sort_unstable_by_key(|(place, _)| *place);
    let mut lent = lent.to_owned();
    for (number, (_, id)) in places.into_iter().enumerate() {
        let import = module.imports.get_mut(id);
        lent = lent.replacen(&key(&import.name), "\n", 1);
        (import.module, import.name) = ("0".to_owned(), number.to_string());
    }
    Some(format!(
        "{before}const import0 = [{lent}\n];\nreturn [import0];\n{after}"
    ))
}

/// What is written from it does not say who wrote it.
fn open(wasm: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config
        .generate_producers_section(false)
        .generate_name_section(false);
    let mut module = config.parse(wasm)?;
    module.customs.remove_raw(FEATURES);
    Ok(module)
}

/// What calls a closure of Rust comes from JavaScript, by an export. The rest of that kind belong
/// to functions of browsers that the widget does not use; the description of these, which is gone,
/// has left them in the table of what is called by its number.
fn forget_unreached(module: &mut Module) {
    let exports = module
        .exports
        .iter()
        .filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(function),
            _ => None,
        });
    let exported: BTreeSet<FunctionId> = exports.collect();
    let calls_closure = |name: &str| name.contains("closures") && name.contains("invoke");
    let functions = module.funcs.iter();
    let unreached = functions.filter(|function| {
        let name = function.name.as_deref().unwrap_or_default();
        calls_closure(name) && !exported.contains(&function.id())
    });
    let unreached: BTreeSet<FunctionId> = unreached.map(walrus::Function::id).collect();
    for element in module.elements.iter_mut() {
        let ElementItems::Functions(functions) = &mut element.items else {
            continue;
        };
        let Some(other) = functions
            .iter()
            .copied()
            .find(|one| !unreached.contains(one))
        else {
            continue;
        };
        // The numbers of the others stay.
        let gone = functions.iter_mut().filter(|one| unreached.contains(one));
        gone.for_each(|one| *one = other);
    }
    passes::gc::run(module);
}

/// Text goes to the wasm in one way. The generator has another for long ones, of ASCII, and for
/// browsers that are older than any which can run the rest.
fn encode_in_one_way(script: &str) -> String {
    let script = without(script, "if (!('encodeInto' in", "let WASM_VECTOR_LEN");
    let script = without(&script, "let len = arg.length;\n", "}\nfunction ");
    let script = script.replace("if (realloc === undefined) {\n", "{\n");
    script
        .replace("(arg, malloc, realloc)", "(arg, malloc)")
        .replace(", wasm.__wbindgen_realloc)", ")")
}

/// A script without what stands from one text up to another; all of it, where they do not.
fn without(script: &str, from: &str, to: &str) -> String {
    let Some((before, rest)) = script.split_once(from) else {
        return script.to_owned();
    };
    match rest.find(to).and_then(|place| rest.get(place..)) {
        Some(behind) => before.to_owned() + behind,
        None => script.to_owned(),
    }
}

/// How the glue names an import, at the beginning of a line.
fn key(name: &str) -> String {
    format!("\n{name}: ")
}

/// Gives something another name, and nothing whose longer name begins alike.
fn rename(script: &str, long: &str, short: &str) -> String {
    let mut parts = script.split(long);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let is_longer = part.starts_with(|c: char| c == '_' || c.is_ascii_alphanumeric());
        text + if is_longer { long } else { short } + part
    })
}

/// Whether a name is the generator's own, and not one that a page may use.
fn is_own(name: &str) -> bool {
    name.starts_with("wasm_bindgen_") || name.starts_with("__")
}

/// a, b, … z, aa, ab, …
#[derive(Default)]
struct Names(usize);

impl Names {
    fn next(&mut self) -> String {
        self.0 += 1;
        let (mut rest, mut name) = (self.0, String::new());
        while rest > 0 {
            let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
            name.insert(0, char::from(b'a' + digit));
            rest = (rest - 1) / 26;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ir::Value;
    use walrus::{ConstExpr, ElementKind, FunctionBuilder, RawCustomSection, RefType};

    #[test]
    fn names_follow_each_other_without_end() {
        let mut names = Names::default();
        let all: Vec<String> = (0..703).map(|_| names.next()).collect();
        let some: Vec<&str> = [0, 25, 26, 701, 702].map(|n| all[n].as_str()).into();
        assert_eq!(some, ["a", "z", "aa", "zz", "aaa"]);
    }

    #[test]
    fn text_is_encoded_in_one_way() {
        let script = "function passStringToWasm0(arg, malloc, realloc) {\nif (realloc === undefined) {\nreturn ptr;\n}\nlet len = arg.length;\nreturn ptr;\n}\nfunction next() {\nf(x, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);\n}\nif (!('encodeInto' in x)) {\n}\nlet WASM_VECTOR_LEN = 0;\n";
        let short = "function passStringToWasm0(arg, malloc) {\n{\nreturn ptr;\n}\n}\nfunction next() {\nf(x, wasm.__wbindgen_malloc);\n}\nlet WASM_VECTOR_LEN = 0;\n";
        assert_eq!(encode_in_one_way(script), short);
        assert_eq!(encode_in_one_way("other"), "other");
    }

    /// A module with imports of these names, which it exports so that they stay.
    fn importing(names: &[&str]) -> Module {
        let mut module = Module::default();
        let kind = module.types.add(&[], &[]);
        for name in names {
            let (function, _) = module.add_import_func("./x.js", name, kind);
            module.exports.add(&format!("uses {name}"), function);
        }
        module
    }

    const LENT: &str = "const import0 = {\n__proto__: null,\n__wbg_body_5f: () => {\n},\n__wbg_ask: () => 1,\n};\nreturn {\n__proto__: null,\n\"./x.js\": import0,\n};\n}\n";

    #[test]
    fn what_is_imported_has_the_number_of_its_place_in_the_glue() {
        let mut module = importing(&["__wbg_ask", "__wbg_body_5f"]);
        module.customs.add(RawCustomSection {
            name: FEATURES.to_owned(),
            data: Vec::new(),
        });
        let (script, wasm) = abridge(LENT, &module.emit_wasm()).unwrap();
        let numbered = "const import0 = [\n() => {\n},\n() => 1,\n];\nreturn [import0];\n}\n";
        assert_eq!(script, numbered);
        let module = Module::from_buffer(&wasm).unwrap();
        assert_eq!(module.customs.iter().count(), 0);
        let imports = module.imports.iter();
        let imports: Vec<_> = imports.map(|one| (&*one.module, &*one.name)).collect();
        assert_eq!(imports, [("0", "1"), ("0", "0")]);
    }

    #[test]
    fn what_is_imported_from_elsewhere_too_keeps_its_names() {
        let mut module = importing(&["__wbg_ask", "elsewhere"]);
        let (script, wasm) = abridge(LENT, &module.emit_wasm()).unwrap();
        assert_eq!(script, LENT);
        let module = Module::from_buffer(&wasm).unwrap();
        let names: Vec<&str> = module.imports.iter().map(|one| &*one.name).collect();
        assert_eq!(names, ["__wbg_ask", "elsewhere"]);
    }

    #[test]
    fn ways_into_the_wasm_have_short_names_where_the_glue_goes_them_and_are_gone_elsewhere() {
        let mut module = Module::default();
        for name in [
            "mount",
            "__wbindgen_free",
            "__wbindgen_free_all",
            "__unused",
        ] {
            let function = FunctionBuilder::new(&mut module.types, &[], &[]);
            let function = function.finish(Vec::new(), &mut module.funcs);
            module.exports.add(name, function);
        }
        let script = "wasm.mount(wasm.__wbindgen_free);\nwasm.__wbindgen_free_all();\n";
        let (script, wasm) = abridge(script, &module.emit_wasm()).unwrap();
        let module = Module::from_buffer(&wasm).unwrap();
        let mut names: Vec<&str> = module.exports.iter().map(|one| &*one.name).collect();
        names.sort_unstable();
        assert_eq!(names, ["a", "b", "mount"]);
        assert_eq!(script, "wasm.mount(wasm.a);\nwasm.b();\n");
    }

    #[test]
    fn functions_that_nobody_calls_go_and_the_others_keep_their_numbers() {
        let mut module = Module::default();
        let names = [
            "closures::invoke::<used>",
            "closures::invoke::<unused>",
            "other",
        ];
        let functions = names.map(|name| {
            let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
            function.name(name.to_owned());
            function.finish(Vec::new(), &mut module.funcs)
        });
        let [used, ..] = functions;
        let table = module.tables.add_local(false, 3, Some(3), RefType::FUNCREF);
        let kind = ElementKind::Active {
            table,
            offset: ConstExpr::Value(Value::I32(0)),
        };
        let items = ElementItems::Functions(functions.into());
        module.elements.add(kind, items);
        module.exports.add("used", used);
        module.exports.add("table", table);
        let (_, wasm) = abridge("", &module.emit_wasm()).unwrap();
        let module = Module::from_buffer(&wasm).unwrap();
        assert_eq!(module.funcs.iter().count(), 2);
        let lengths = module.elements.iter().map(|element| match &element.items {
            ElementItems::Functions(functions) => functions.len(),
            ElementItems::Expressions(..) => 0,
        });
        assert_eq!(lengths.collect::<Vec<_>>(), [3]);
    }
}
