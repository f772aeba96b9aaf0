//! What only shows once all blocks are there.
//!
//! Comes in: blocks with the numbers they were gathered under. Goes out: blocks that refer to each other by index, with
//! source lines and captions given to their tables, and lists of links told from lists of statements.

use super::{Draft, shape};
use crate::document::{Block, Prose, Role};

/// Finishes the blocks of a document.
pub fn finish(drafts: Vec<Draft>) -> Vec<Block> {
    let numbers: Vec<usize> = drafts.iter().map(|(number, _)| *number).collect();
    let mut blocks: Vec<Block> = drafts.into_iter().map(|(_, block)| block).collect();
    resolve(&numbers, &mut blocks);
    name_captions(&mut blocks);
    drop_repeated_captions(&mut blocks);
    mark_link_lists(&mut blocks);
    give_source_lines(&mut blocks);
    give_captions(&mut blocks);
    blocks
}

/// Turns numbers into indexes. What refers to a block that went into a table cell refers to nothing.
fn resolve(numbers: &[usize], blocks: &mut [Block]) {
    let size = numbers.iter().max().map_or(0, |largest| largest + 1);
    let mut indexes = vec![None; size];
    for (index, number) in numbers.iter().enumerate() {
        indexes[*number] = Some(index);
    }
    for block in blocks {
        let introduction = match block {
            Block::Prose(prose) => &mut prose.introduction,
            Block::Table(table) => &mut table.introduction,
        };
        *introduction = introduction.and_then(|number| indexes.get(number).copied().flatten());
    }
}

fn prose(block: &Block) -> Option<&Prose> {
    match block {
        Block::Prose(prose) => Some(prose),
        Block::Table(_) => None,
    }
}

/// Gives paragraphs that read as captions or source lines their role.
fn name_captions(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Prose(prose) = block {
            let words = prose.text.as_str();
            match prose.role {
                Role::Paragraph | Role::Caption if shape::is_source_line(words) => prose.role = Role::SourceLine,
                Role::Paragraph if shape::is_numbered_caption(words) => prose.role = Role::Caption,
                _ => {}
            }
        }
    }
}

/// Empties the alternative text of a picture that its caption repeats. It stays as furniture, since others refer to blocks by index.
fn drop_repeated_captions(blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let (before, after) = blocks.split_at_mut(at);
        if let (Some(Block::Prose(one)), Block::Prose(other)) = (before.last_mut(), &after[0]) {
            let same = one.text.as_str().eq_ignore_ascii_case(other.text.as_str());
            if one.role == Role::Caption && other.role == Role::Caption && same {
                one.role = Role::Furniture;
            }
        }
    }
}

/// Gives each table the line right below it that names its source.
fn give_source_lines(blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let (before, after) = blocks.split_at_mut(at);
        let Some(line) = after.iter().take(2).filter_map(prose).find(|prose| prose.role == Role::SourceLine) else { continue };
        let between = after
            .first()
            .and_then(prose)
            .is_some_and(|prose| matches!(prose.role, Role::SourceLine | Role::Caption | Role::Footnote));
        if let Some(Block::Table(table)) = before.last_mut().filter(|_| between) {
            table.source_line = Some(line.text.clone());
        }
    }
}

/// Gives a table without caption the caption that introduces it or stands right below it.
fn give_captions(blocks: &mut [Block]) {
    for at in 0..blocks.len() {
        let Block::Table(table) = &blocks[at] else { continue };
        if table.caption.is_some() {
            continue;
        }
        let caption = |index: usize| blocks.get(index).and_then(prose).filter(|prose| prose.role == Role::Caption);
        let numbered_below = caption(at + 1).filter(|prose| shape::is_numbered_caption(prose.text.as_str()));
        let found = table.introduction.and_then(caption).or(numbered_below).map(|prose| prose.text.clone());
        if let Block::Table(table) = &mut blocks[at] {
            table.caption = found;
        }
    }
}

/// What a block's links make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Linked {
    /// It is more than links.
    No,
    /// It is all links, to places in this page.
    Here,
    /// It is all links, elsewhere.
    Elsewhere,
}

fn linked(prose: &Prose) -> Linked {
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let inside: usize = prose.links.iter().filter_map(|link| link.span.slice(prose.text.as_str())).map(words).sum();
    let outside = words(prose.text.as_str()) - inside.min(words(prose.text.as_str()));
    match () {
        () if prose.links.is_empty() || outside * 8 > inside => Linked::No,
        () if prose.links.iter().all(|link| link.url.starts_with('#')) => Linked::Here,
        () => Linked::Elsewhere,
    }
}

/// Makes furniture of lists that only link: tables of contents, related stories. A paragraph that is one link as a whole
/// is an invitation to read something else.
fn mark_link_lists(blocks: &mut [Block]) {
    let mut start = 0;
    while start < blocks.len() {
        let is_item = |block: &&Block| prose(block).is_some_and(|prose| prose.role == Role::ListItem);
        let items = blocks[start..].iter().take_while(is_item).count();
        if items == 0 {
            if let Block::Prose(prose) = &mut blocks[start]
                && prose.role == Role::Paragraph
                && linked(prose) != Linked::No
            {
                prose.role = Role::Furniture;
            }
        } else {
            mark_items(&mut blocks[start..start + items]);
        }
        start += items.max(1);
    }
}

fn mark_items(items: &mut [Block]) {
    let kinds: Vec<Linked> = items.iter().filter_map(prose).map(linked).collect();
    let all = kinds.len() >= 2 && !kinds.contains(&Linked::No);
    for (at, item) in items.iter_mut().enumerate() {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().any(|near| kinds.get(near) == Some(&Linked::Here));
        if let Block::Prose(prose) = item
            && (all || kinds[at] == Linked::Here && beside)
        {
            prose.role = Role::Furniture;
        }
    }
}
