//! Which lines are one place, in few bytes a line, since there may be a million and a half of them.

use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::Path;
use uuid::Uuid;

/// Lines that are one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// What the place is called by.
    pub id: Uuid,
    /// Its lines.
    pub lines: Vec<Uuid>,
    /// Lines of which nobody has decided yet whether they are the same place.
    pub beside: Vec<Uuid>,
}

/// A line of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    group: Uuid,
    /// It may be the same place, and nobody has decided.
    beside: bool,
    line: Uuid,
}

/// The groups of which there is more to say than that a line stands alone.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Groups {
    /// Lines and the group of each, sorted.
    of: Vec<(Uuid, Uuid)>,
    /// The lines of each group, sorted by the group.
    members: Vec<Member>,
}

impl Groups {
    /// Out of groups, in any order.
    pub(super) fn of(groups: impl Iterator<Item = Group>) -> Self {
        let mut all = Self::default();
        for group in groups {
            let id = group.id;
            all.of.extend(group.lines.iter().map(|line| (*line, id)));
            let member = |line: &Uuid, beside| Member { group: id, beside, line: *line };
            all.members.extend(group.lines.iter().map(|line| member(line, false)));
            all.members.extend(group.beside.iter().map(|line| member(line, true)));
        }
        all.sorted()
    }

    fn sorted(mut self) -> Self {
        self.of.sort_unstable();
        self.of.shrink_to_fit();
        self.members.sort_unstable();
        self.members.shrink_to_fit();
        self
    }

    /// The group of a line that does not stand alone.
    pub(super) fn find(&self, line: Uuid) -> Option<Group> {
        let at = self.of.binary_search_by_key(&line, |(line, _)| *line).ok()?;
        let (_, id) = self.of.get(at)?;
        let start = self.members.partition_point(|member| member.group < *id);
        let members = self.members.get(start..)?.iter().take_while(|member| member.group == *id);
        let mut group = Group { id: *id, ..Group::default() };
        for member in members {
            let lines = if member.beside { &mut group.beside } else { &mut group.lines };
            lines.push(member.line);
        }
        Some(group)
    }

    /// How many lines stand in them, or beside them.
    pub(super) const fn len(&self) -> usize {
        self.members.len()
    }

    /// Writes them into a file.
    pub(super) fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut to = BufWriter::new(File::create(path)?);
        for member in &self.members {
            to.write_all(member.group.as_bytes())?;
            to.write_all(member.line.as_bytes())?;
            to.write_all(&[u8::from(member.beside)])?;
        }
        to.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
    }

    /// Reads them again.
    pub(super) fn read(path: &Path) -> std::io::Result<Self> {
        let mut from = BufReader::new(File::open(path)?);
        let (mut all, mut bytes) = (Self::default(), [0; 33]);
        loop {
            match from.read_exact(&mut bytes) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(all.sorted()),
                Err(error) => return Err(error),
            }
            let id = |at: usize| {
                bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(Uuid::nil(), |id| Uuid::from_bytes(*id))
            };
            let (group, line, beside) = (id(0), id(16), bytes[32] != 0);
            if !beside {
                all.of.push((line, group));
            }
            all.members.push(Member { group, beside, line });
        }
    }
}

/// Sets of lines, by their numbers, that are joined one by one; a set never holds two lines of one source, which has its own
/// ids. Twelve bytes a line.
pub(super) struct Sets {
    parent: Vec<u32>,
    /// The next of its set, around.
    next: Vec<u32>,
    source: Vec<u32>,
}

/// The source of what staff say, of which a set may hold any number.
pub(super) const STAFF: u32 = ::directory::blocks::PASSED;

impl Sets {
    /// Each line by itself, with the number of its source.
    pub(super) fn of(source: Vec<u32>) -> Self {
        let all = || (0_u32..).take(source.len()).collect();
        Self { parent: all(), next: all(), source }
    }

    pub(super) fn root(&mut self, mut at: u32) -> u32 {
        loop {
            let above = get(&self.parent, at);
            if above == at {
                return at;
            }
            let further = get(&self.parent, above);
            set(&mut self.parent, at, further);
            at = further;
        }
    }

    /// The lines of the set of a line, the smallest number first.
    pub(super) fn lines(&self, at: u32) -> Vec<u32> {
        let (mut lines, mut one) = (vec![at], get(&self.next, at));
        while one != at {
            lines.push(one);
            one = get(&self.next, one);
        }
        lines.sort_unstable();
        lines
    }

    /// Staff say it.
    pub(super) fn is_staff(&self, at: u32) -> bool {
        get(&self.source, at) == STAFF
    }

    /// A line stands by itself.
    pub(super) fn is_alone(&self, at: u32) -> bool {
        get(&self.next, at) == at
    }

    /// Joins two sets, unless that would make one of two lines of a source.
    pub(super) fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        let ours = self.lines(a);
        let named = |line: &u32| Some(get(&self.source, *line)).filter(|source| *source != STAFF);
        let twice =
            self.lines(b).iter().filter_map(named).any(|source| ours.iter().filter_map(named).any(|own| own == source));
        if twice {
            return false;
        }
        let (after_a, after_b) = (get(&self.next, a), get(&self.next, b));
        set(&mut self.next, a, after_b);
        set(&mut self.next, b, after_a);
        set(&mut self.parent, b, a);
        true
    }
}

fn get(all: &[u32], at: u32) -> u32 {
    usize::try_from(at).ok().and_then(|at| all.get(at)).copied().unwrap_or(at)
}

fn set(all: &mut [u32], at: u32, to: u32) {
    if let Some(place) = usize::try_from(at).ok().and_then(|at| all.get_mut(at)) {
        *place = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> Uuid {
        Uuid::from_bytes([n; 16])
    }

    #[test]
    fn groups_are_read_as_they_were_written() {
        let both = Group { id: id(1), lines: vec![id(1), id(3)], beside: vec![id(9)] };
        let doubted = Group { id: id(9), lines: vec![id(9)], beside: vec![id(1), id(3)] };
        let groups = Groups::of([doubted.clone(), both.clone()].into_iter());
        let folder = tempfile::tempdir().unwrap();
        groups.write(&folder.path().join("groups")).unwrap();
        let again = Groups::read(&folder.path().join("groups")).unwrap();
        assert_eq!(again, groups);
        assert_eq!((again.find(id(3)), again.find(id(9)), again.find(id(4))), (Some(both), Some(doubted), None));
    }

    #[test]
    fn a_set_never_holds_two_lines_of_one_source_but_of_staff() {
        let mut sets = Sets::of(vec![0, 1, 0, STAFF, STAFF, 2]);
        assert!(sets.join(0, 1) && sets.join(1, 3) && sets.join(0, 4) && sets.join(4, 3));
        assert!(!sets.join(2, 1), "of one source two are two");
        assert!(sets.join(2, 5) && !sets.join(5, 3));
        assert_eq!((sets.lines(sets.next[0]), sets.lines(2)), (vec![0, 1, 3, 4], vec![2, 5]));
        assert!(sets.root(4) == sets.root(1) && sets.root(2) != sets.root(1));
    }
}
