//! The command `man`: the pages are made from the flags themselves, so what must hold is that none is missing.

use crate::workspace::Workspace;

/// The commands that the overview lists.
fn commands(workspace: &Workspace) -> Vec<String> {
    let overview = workspace.run(&["--help"]).ends(0, "");
    let listed = overview.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

/// The page without what only sets it: bold and roman, and hyphens that may not break.
fn plain(roff: &str) -> String {
    roff.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "").replace("\\-", "-")
}

#[test]
fn the_overview_lists_every_command() {
    let workspace = Workspace::empty();
    let page = plain(&workspace.run(&["man"]).ends(0, ""));
    assert!(page.contains(".TH claimbase 1"), "{page}");
    let commands = commands(&workspace);
    assert!(commands.len() > 20, "{commands:?}");
    for command in commands {
        assert!(page.contains(&format!("claimbase-{command}(1)")), "{command}");
    }
    assert!(page.contains("Exit status: 0 done") && page.contains("--no-pager"));
}

#[test]
fn a_page_of_its_own_has_every_flag_of_the_command() {
    let workspace = Workspace::empty();
    for command in commands(&workspace) {
        let help = workspace.run(&[&command, "--help"]).ends(0, "");
        let page = plain(&workspace.run(&["man", &command]).ends(0, ""));
        assert!(page.contains(&format!("claimbase-{command} -")), "{command}");
        let flags = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
        let flags = flags.flat_map(|line| line.split([' ', ',', '[']).filter(|word| word.starts_with("--")));
        // In a longer help, flags stand in sentences and examples too, with marks behind them.
        for flag in flags.map(|flag| flag.trim_end_matches(|c: char| !c.is_ascii_lowercase())) {
            assert!(page.contains(flag), "{command} {flag}");
        }
    }
}

#[test]
fn all_pages_are_written_into_a_folder() {
    let workspace = Workspace::empty();
    let commands = commands(&workspace);
    let told = format!("wrote {} pages into share/man1\n", commands.len() + 1);
    assert_eq!(workspace.run(&["man", "--into", "share/man1"]).ends(0, &told), "");
    let mut files: Vec<String> = std::fs::read_dir(workspace.path("share/man1"))
        .expect("a folder")
        .map(|file| file.expect("a file").file_name().into_string().expect("UTF-8"))
        .collect();
    files.sort_unstable();
    let mut expected: Vec<String> = commands.iter().map(|command| format!("claimbase-{command}.1")).collect();
    expected.push("claimbase.1".to_owned());
    expected.sort_unstable();
    assert_eq!(files, expected);
    assert_eq!(workspace.read("share/man1/claimbase-search.1"), workspace.run(&["man", "search"]).ends(0, ""));
}

#[test]
fn an_unknown_command_is_named() {
    let workspace = Workspace::empty();
    workspace.run(&["man", "nothing"]).ends(2, "error: no command is called 'nothing'\nhelp: 'claimbase --help' lists them\n");
    workspace.write("share", "a file");
    let refused = workspace.run(&["man", "--into", "share"]);
    assert!(refused.code == Some(2) && refused.stderr.starts_with("error: cannot make share: "), "{}", refused.stderr);
}
