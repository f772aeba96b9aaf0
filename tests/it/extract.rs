//! The command `extract`: formats, sources, exit statuses.

use crate::workspace::Workspace;

#[test]
fn a_bad_file_is_named_and_the_others_go_on() {
    let workspace = Workspace::empty();
    workspace.write("a.md", "Quarkus grew 73% in 2026.\n");
    workspace.write("empty.md", "");
    workspace.write("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let run = workspace.run(&["extract", "missing.md", "empty.md", "picture.md", "a.md", "--format", "jsonl"]);
    assert_eq!(run.code, Some(2));
    let errors: Vec<_> = run.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(errors.len(), 3, "{}", run.stderr);
    assert!(errors[0].starts_with("error: cannot read missing.md"), "{}", run.stderr);
    assert_eq!(errors[1], "error: empty.md is empty");
    assert!(errors[2].starts_with("error: picture.md is not text"), "{}", run.stderr);
}

#[test]
fn no_claim_is_said() {
    let workspace = Workspace::empty();
    workspace.write("a.md", "# Nothing\n\nThis is a text in which nothing is said that could be checked.\n");
    for (format, answer) in [("text", ""), ("jsonl", ""), ("json", "[]\n")] {
        assert_eq!(workspace.run(&["extract", "a.md", "--format", format]).ends(1, "no claim found\n"), answer);
    }
    workspace.run(&["extract", "a.md", "-q"]).ends(1, "");
}
