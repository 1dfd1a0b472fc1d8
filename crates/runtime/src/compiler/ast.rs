//! What forms become: a tree of owned Rust enums in which every name is resolved.
//!
//! Variables, functions, blocks and tagbodies are numbers into the tables of a [`Unit`], so two variables of the
//! same name are different things and no pass behind the analysis compares names. Symbols and literals are
//! [`Root`]s: analysing a form may run macro functions, and those may collect.

use crate::roots::Root;

/// Declares index types of the tables of a [`Unit`].
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
        pub(crate) struct $name(pub(crate) usize);)*
    };
}

ids! {
    /// A lexical variable, a local function's binding, or an exit point.
    VariableId;
    /// A lambda expression.
    FunctionId;
    /// A block.
    BlockId;
    /// A tagbody.
    TagbodyId;
}

/// A value known when the program is compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Constant {
    /// NIL
    Nil,
    /// T
    True,
    /// A fixnum.
    Integer(i64),
    /// Any other object.
    Object(Root),
}

impl Constant {
    /// What the constant is as a condition.
    pub(crate) fn is_true(self) -> bool {
        !matches!(self, Constant::Nil)
    }
}

/// What the inlined operations of the instruction set compute. Operands are evaluated left to right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Operation {
    Add,
    Subtract,
    Multiply,
    LogAnd,
    LogIor,
    LogXor,
    Not,
    Cons,
    Car,
    Cdr,
    /// (list ...), of any number of operands but none.
    List,
    /// (rplaca cons object)
    SetCar,
    /// (rplacd cons object)
    SetCdr,
    /// (svref vector index)
    LoadElement,
    /// (sys::%svset vector index object)
    StoreElement,
    /// (aref vector index)
    LoadArrayElement,
    /// (sys::%set-vector-element vector index object)
    StoreArrayElement,
    /// (sys::%structure-ref structure layout index) for a constant index.
    LoadSlot(u32),
    /// (sys::%structure-set structure layout index object) for a constant index; the index is no operand.
    StoreSlot(u32),
    Consp,
    Atom,
    Compare(Comparison),
}

/// Comparisons of two operands that conditional jumps make.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Comparison {
    Eq,
    Eql,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    NumberEqual,
}

/// What a call calls.
#[derive(Debug)]
pub(crate) enum Callee {
    /// The function of a global name, a symbol. In a function of that name it may be that function itself.
    Named(Root),
    /// The function that a global name declared NOTINLINE has when the call runs.
    NotInline(Root),
    /// A local function whose definition is known.
    Local(VariableId, FunctionId),
    /// A builtin that cannot be redefined, by its index.
    Builtin(u32),
    /// A function object or symbol, computed before the arguments.
    Computed(Box<Node>),
}

/// An expression.
#[derive(Debug)]
pub(crate) enum Node {
    Constant(Constant),
    /// What a LOAD-TIME-VALUE form of a compiled file will be; until then an object that stands for it.
    LoadTimeValue(Root),
    /// Value of a lexical variable.
    Local(VariableId),
    SetLocal(VariableId, Box<Node>),
    /// Value of a special variable, read in a line.
    Special(Root, u32),
    SetSpecial(Root, Box<Node>),
    /// Value of a variable that is never bound dynamically, read in a line.
    Global(Root, u32),
    SetGlobal(Root, Box<Node>),
    /// The function of a global name, a symbol, named in a line.
    NamedFunction(Root, u32),
    /// A closure of a lambda expression.
    Closure(FunctionId),
    If(Box<Node>, Box<Node>, Box<Node>),
    /// The forms in order; the value is the last one's. Not empty.
    Sequence(Vec<Node>),
    /// Binds lexical variables in order. Whether an initial value sees the variables before it was settled when
    /// names were resolved.
    Let(Vec<(VariableId, Node)>, Box<Node>),
    /// Binds special variables, each after its own value is computed.
    Bind(Vec<(Root, Node)>, Box<Node>),
    Call {
        callee: Callee,
        arguments: Vec<Node>,
        line: u32,
    },
    /// A call whose last argument is a list that is spread.
    Apply {
        function: Box<Node>,
        arguments: Vec<Node>,
        line: u32,
    },
    Operation {
        operation: Operation,
        operands: Vec<Node>,
        line: u32,
    },
    /// A call of a function whose code stands here.
    Inline {
        function: FunctionId,
        arguments: Vec<Node>,
    },
    Values(Vec<Node>),
    MultipleCall {
        function: Box<Node>,
        arguments: Vec<Node>,
        line: u32,
    },
    /// Binds the variables to the values of the first form, NIL for missing ones.
    MultipleBind(Vec<VariableId>, Box<Node>, Box<Node>),
    MultipleProg1(Box<Node>, Box<Node>),
    /// Binds local functions; when recursive, their bodies are in the scope.
    Functions {
        functions: Vec<(VariableId, FunctionId)>,
        recursive: bool,
        body: Box<Node>,
    },
    Block(BlockId, Box<Node>),
    ReturnFrom(BlockId, Box<Node>),
    Tagbody(TagbodyId, Vec<Statement>),
    /// Jumps to a tag, by its number.
    Go(TagbodyId, usize),
    Catch(Box<Node>, Box<Node>),
    Throw(Box<Node>, Box<Node>, u32),
    UnwindProtect(Box<Node>, Box<Node>),
    Progv(Box<Node>, Box<Node>, Box<Node>),
}

impl Node {
    pub(crate) const NIL: Node = Node::Constant(Constant::Nil);

    /// A sequence, or the node itself when it is the only one, or NIL.
    pub(crate) fn sequence(mut nodes: Vec<Node>) -> Node {
        match nodes.len() {
            0 => Node::NIL,
            1 => nodes.pop().expect("there is one"),
            _ => Node::Sequence(nodes),
        }
    }

    /// Whether evaluating the node does nothing and takes no time worth saving.
    pub(crate) fn is_trivial(&self) -> bool {
        matches!(self, Node::Constant(_) | Node::Local(_))
    }
}

/// An element of a tagbody.
#[derive(Debug)]
pub(crate) enum Statement {
    /// The tag with this number.
    Tag(usize),
    Form(Node),
}

/// A lexical variable.
#[derive(Debug, Default)]
pub(crate) struct Variable {
    /// Assigned after its binding.
    pub(crate) assigned: bool,
    /// Used by a function inside the one that binds it.
    pub(crate) captured: bool,
    /// Number of places that read it, calls included unless it is a local function's binding.
    pub(crate) n_references: usize,
    /// Number of calls of what it is bound to.
    pub(crate) n_calls: usize,
    /// Number of arguments of the last such call.
    pub(crate) call_width: usize,
    /// The function that it is bound to, for a local function.
    pub(crate) function: Option<FunctionId>,
    /// Closures that use it are made before its value is there, so that it lives in a cell.
    pub(crate) forward: bool,
    /// The function whose frame holds it.
    pub(crate) owner: Option<FunctionId>,
    /// The function whose code stands in place of its only call.
    pub(crate) inlined: Option<FunctionId>,
    /// What it stands for, when references need no variable.
    pub(crate) substitute: Option<Substitute>,
}

impl Variable {
    /// Whether it lives in a value cell.
    pub(crate) fn in_cell(&self) -> bool {
        self.captured && (self.assigned || self.forward)
    }
}

/// What a variable that is never assigned stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Substitute {
    Constant(Constant),
    Variable(VariableId),
}

/// A parameter: its register, and the special variable it is bound to if it names one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter {
    pub(crate) variable: VariableId,
    pub(crate) special: Option<Root>,
}

/// An optional or keyword parameter.
#[derive(Debug)]
pub(crate) struct DefaultedParameter {
    pub(crate) parameter: Parameter,
    pub(crate) init: Node,
    pub(crate) supplied: Option<Parameter>,
}

/// An ordinary lambda list.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    pub(crate) required: Vec<Parameter>,
    pub(crate) optional: Vec<DefaultedParameter>,
    pub(crate) rest: Option<Parameter>,
    /// Keyword parameters with their names, when &key is there.
    pub(crate) keys: Option<Vec<(Root, DefaultedParameter)>>,
    pub(crate) allow_other_keys: bool,
    pub(crate) aux: Vec<(Parameter, Node)>,
}

/// A lambda expression.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: Root,
    /// The global name under which the function knows itself.
    pub(crate) self_name: Option<Root>,
    pub(crate) lambda_list: Root,
    pub(crate) parameters: Parameters,
    pub(crate) body: Node,
    pub(crate) line: u32,
    /// The function around it.
    pub(crate) parent: Option<FunctionId>,
    /// Variables of functions around it that it or a function inside it uses.
    pub(crate) free: Vec<VariableId>,
    /// Needs no captured values, so that one closure is enough.
    pub(crate) closed: bool,
}

/// A block.
#[derive(Debug)]
pub(crate) struct Block {
    /// Holds the exit point, when there is one.
    pub(crate) exit: VariableId,
    pub(crate) owner: Option<FunctionId>,
    /// How many UNWIND-PROTECTs of its function are around it.
    pub(crate) protect_depth: usize,
    /// Left from a closure or through an UNWIND-PROTECT.
    pub(crate) non_local: bool,
}

/// A tagbody.
#[derive(Debug)]
pub(crate) struct Tagbody {
    /// Holds the exit point, when there is one.
    pub(crate) exit: VariableId,
    pub(crate) owner: Option<FunctionId>,
    pub(crate) protect_depth: usize,
    pub(crate) non_local: bool,
    /// For each tag, how many GOs name it, and whether one of them is non-local.
    pub(crate) tags: Vec<TagUse>,
}

/// How a tag is used.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct TagUse {
    pub(crate) n_jumps: usize,
    pub(crate) non_local: bool,
}

/// What is compiled together: a top-level form or a lambda expression.
#[derive(Debug, Default)]
pub(crate) struct Unit {
    pub(crate) variables: Vec<Variable>,
    pub(crate) functions: Vec<Function>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) tagbodies: Vec<Tagbody>,
}

impl Unit {
    pub(crate) fn new_variable(&mut self) -> VariableId {
        self.variables.push(Variable::default());
        VariableId(self.variables.len() - 1)
    }

    pub(crate) fn new_block(&mut self) -> BlockId {
        let exit = self.new_variable();
        self.blocks.push(Block { exit, owner: None, protect_depth: 0, non_local: false });
        BlockId(self.blocks.len() - 1)
    }

    pub(crate) fn new_tagbody(&mut self, n_tags: usize) -> TagbodyId {
        let exit = self.new_variable();
        let tags = vec![TagUse::default(); n_tags];
        self.tagbodies.push(Tagbody { exit, owner: None, protect_depth: 0, non_local: false, tags });
        TagbodyId(self.tagbodies.len() - 1)
    }

    pub(crate) fn variable(&self, id: VariableId) -> &Variable {
        &self.variables[id.0]
    }

    pub(crate) fn variable_mut(&mut self, id: VariableId) -> &mut Variable {
        &mut self.variables[id.0]
    }

    pub(crate) fn function(&self, id: FunctionId) -> &Function {
        &self.functions[id.0]
    }
}

impl Node {
    /// Whether `found` holds for the node or one that is evaluated as part of it. Closures are tested but not
    /// entered; functions that stand in place of their calls are entered.
    pub(crate) fn any(&self, unit: &Unit, found: &dyn Fn(&Node) -> bool) -> bool {
        if found(self) {
            return true;
        }
        let any = |node: &Node| node.any(unit, found);
        match self {
            Node::Constant(_)
            | Node::LoadTimeValue(_)
            | Node::Local(_)
            | Node::Special(..)
            | Node::Global(..)
            | Node::NamedFunction(..)
            | Node::Closure(_)
            | Node::Go(..) => false,
            Node::SetLocal(_, value)
            | Node::SetSpecial(_, value)
            | Node::SetGlobal(_, value)
            | Node::ReturnFrom(_, value)
            | Node::Block(_, value) => any(value),
            Node::If(a, b, c) | Node::Progv(a, b, c) => any(a) || any(b) || any(c),
            Node::Sequence(nodes) | Node::Values(nodes) | Node::Operation { operands: nodes, .. } => {
                nodes.iter().any(any)
            }
            Node::Let(bindings, body) => bindings.iter().any(|(_, init)| any(init)) || any(body),
            Node::Bind(bindings, body) => bindings.iter().any(|(_, value)| any(value)) || any(body),
            Node::Call { callee, arguments, .. } => {
                matches!(callee, Callee::Computed(function) if any(function)) || arguments.iter().any(any)
            }
            Node::Apply { function, arguments, .. } | Node::MultipleCall { function, arguments, .. } => {
                any(function) || arguments.iter().any(any)
            }
            Node::Inline { function, arguments } => {
                let function = unit.function(*function);
                arguments.iter().any(any)
                    || function.parameters.inits().any(any)
                    || function.body.any(unit, found)
            }
            Node::MultipleBind(_, a, b)
            | Node::MultipleProg1(a, b)
            | Node::Catch(a, b)
            | Node::Throw(a, b, _)
            | Node::UnwindProtect(a, b) => any(a) || any(b),
            Node::Functions { body, .. } => any(body),
            Node::Tagbody(_, statements) => {
                statements.iter().any(|statement| matches!(statement, Statement::Form(form) if any(form)))
            }
        }
    }
}

impl Parameters {
    /// The initial forms.
    pub(crate) fn inits(&self) -> impl Iterator<Item = &Node> {
        let defaulted = self.optional.iter().chain(self.keys.iter().flatten().map(|(_, key)| key));
        defaulted.map(|parameter| &parameter.init).chain(self.aux.iter().map(|(_, init)| init))
    }
}
