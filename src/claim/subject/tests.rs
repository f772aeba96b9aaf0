//! Whom figures are about: articles of a sentence or two, and the subject of the last figure.

mod clauses;
mod reports;
mod turned;

use std::fmt::Write as _;

use crate::claim::extract;
use crate::document;
use crate::source::Source;

/// The subject of the last figure of `article`.
fn subject(article: &str) -> String {
    let source = Source::from_bytes("article.md", article.as_bytes(), None).expect("a text");
    let claims = extract(&document::read(&source), "article.md");
    let last = claims.into_iter().rev().find(|claim| claim.quantity.is_some()).expect("every case has a figure");
    last.subject.unwrap_or_default().to_string()
}

fn check(cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (article, expected) in cases {
        let found = subject(article);
        if found != *expected {
            let _ = writeln!(wrong, "{article}\n    {found:?}, not {expected:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn descriptions_stand_for_the_name_beside_them() {
    check(&[
        ("It competes with Thermion, a Danish rival that secured $85 million.", "Thermion"),
        ("They bought Loomwork, a Toronto company with about 60 employees.", "Loomwork"),
        ("Our largest customer, Acme Robotics, pays 40% more.", "Acme Robotics"),
        ("The private-equity group Brenner receives $500 million.", "Brenner"),
        ("In Oslo, a court fined the mill $3 million.", "court"),
    ]);
}

#[test]
fn things_have_what_they_are_with() {
    check(&[
        ("The heat comes from two server farms with a capacity of 48 MW.", "server farms"),
        ("It ran on one machine: a rack server with a 32-core processor and 256 GB of memory.", "rack server"),
        ("Sajan is a private company with about 85 employees.", "Sajan"),
        ("Veltro replaced the cluster with 3 nodes.", "Veltro"),
    ]);
}

#[test]
fn lists_give_each_figure_its_own_subject() {
    check(&[
        ("Kaskade and Bakfolk held 19 and 14 percent of the market respectively.", "Bakfolk"),
        ("Veltro was down for 112 minutes and Zephyr for nine.", "Zephyr"),
        ("The change takes 1.6 s on Veltro and 9.4 s on Zephyr.", "Zephyr"),
        ("The top choices were Python (18%), Java (17%), and C (11%).", "C"),
    ]);
}

#[test]
fn parts_of_organisations_have_figures_of_their_own() {
    check(&[
        ("Acme Corp. grew. The company\u{2019}s aerospace segment reported $2.3 billion in revenue.", "aerospace segment"),
        ("The company\u{2019}s aerospace segment did well. Segment profit rose to $312 million.", "aerospace segment"),
        ("Acme Corp. grew. The company\u{2019}s revenue rose to $312 million.", "Acme Corp."),
    ]);
}

#[test]
fn pronouns_take_up_who_acts() {
    check(&[
        ("Joining firms like Brenner, Acme said it would add 6 offices.", "Acme"),
        ("A report touches many rows; on the old cluster it took 47 minutes.", "report"),
        ("On the new platform, it takes 10 minutes.", "new platform"),
    ]);
}

#[test]
fn measures_belong_to_what_they_are_of() {
    check(&[
        ("The use of containers in production has increased to 92%.", "containers in production"),
        ("The market for heat pumps will grow to $4 billion.", "market for heat pumps"),
        ("Pipelines are getting faster: the median fell to 10 minutes.", "Pipelines"),
        ("On Assist Pro, attach rates are around 45%.", "Assist Pro"),
        ("Reading rows out of SQLite is 35% faster.", "SQLite"),
    ]);
}

#[test]
fn shares_are_of_those_who_were_counted() {
    check(&[
        ("63% of engineers write tools, and 52% write web services.", "engineers"),
        ("Of the 23 companies that run trains, only 4 made a profit.", "companies"),
        ("Docker is used by more firms, compared to only 39 percent of banks.", "banks"),
    ]);
}

#[test]
fn a_verb_may_be_the_first_word() {
    check(&[("Read 5 times faster.", ""), ("Rows: read from Veltro 5 times faster.", "Veltro")]);
}

#[test]
fn a_list_of_things_counts_for_whom_the_text_is_about() {
    let article =
        "# The servers of Stack Overflow\n\nStack Overflow runs on few machines. Stack Overflow is fast.\n\n- 4 MS SQL Servers\n";
    check(&[(article, "Stack Overflow")]);
}

#[test]
fn places_before_a_name_are_no_part_of_it() {
    check(&[
        ("Leeds\u{2014} Norvik said that it raised $40 million.", "Norvik"),
        ("Waltham, MA-based Norvik Robotics was bought for $4 million.", "Norvik Robotics"),
        ("Furthermore, a small database uses 20% less space.", "small database"),
    ]);
}

#[test]
fn holders_of_stakes_are_told_apart() {
    check(&[(
        "Brenner Capital, with a 24 percent interest, is the largest holder, followed by Acme Partners, with a 16 percent stake.",
        "Acme Partners",
    )]);
}

#[test]
fn what_analysts_expect_is_not_theirs() {
    check(&[
        ("Norvik Corp. earned $3 a share. Five analysts had expected $9 billion.", "Norvik Corp."),
        ("Analysts expected Norvik to earn $3 per share.", "Norvik"),
        ("Boats sold well, and Brightwater expects them to reach 900 ports.", "Boats"),
    ]);
}

#[test]
fn an_introductory_phrase_speaks_of_the_name_behind_it() {
    check(&[
        ("Despite its 5% drop in orders, Huawei grew.", "Huawei"),
        ("Compared to Acme and Brenner, the cost of Norvik fell by 30%.", "Norvik"),
    ]);
}

#[test]
fn parts_of_a_group_are_of_the_group() {
    check(&[
        ("A slight majority (53%) of adults own a tablet.", "adults"),
        ("70% of adults own a tablet, up from just 15% in August.", "adults"),
        ("Rust and Java are at a healthy 9% and 5% respectively, almost 10x as large.", "Rust and Java"),
        ("Rust and Java are at a healthy 9% and 5% respectively.", "Java"),
    ]);
}

#[test]
fn a_figure_told_before_keeps_its_subject() {
    check(&[("Quarkus is 35% faster than Spring.\n\nThis was measured by Brenner. The 35% figure is approximate.", "Quarkus")]);
}

#[test]
fn who_writes_of_itself_has_what_is_told_of_nobody_else() {
    let article = "# How Quillcast lost a day\n\nWe at Quillcast run our pipeline on Kafka. Our queue failed, and we lost our logs. We are \
                   sorry; our team worked on it all night.\n\nKafka kept every message. Not one was lost, though 2,150 arrived twice.";
    check(&[(article, "Quillcast")]);
}

#[test]
fn contractions_with_a_typographic_apostrophe_are_verbs() {
    check(&[("Norvik doesn\u{2019}t see a return to 750 workers.", "Norvik")]);
}

#[test]
fn runs_without_a_name_are_of_the_system_that_runs_them() {
    check(&[
        ("# Counting with Veltro\n\nVeltro is a database. The query completes in 45 ms.", "Veltro"),
        ("Veltro reads one column. SQLite reads the entire file, causing this query to take 7.5 s.", "SQLite"),
        ("# Veltro\n\nIn Kaskade, the file is read anew. With a filter we can bring this down to 0.9 s.", "Kaskade"),
        ("With Kaskade the import took 44 s; with Veltro it took 4 s.", "Veltro"),
        ("Using Veltro, the same query ran in 45 ms.", "Veltro"),
        ("Veltro has a planner. The nightly query takes 45 ms.", "nightly query"),
    ]);
}

#[test]
fn what_a_figure_is_set_against_has_its_own_name() {
    check(&[
        ("Veltro sorts them in 5 ms, compared to 8 ms for Kaskade.", "Kaskade"),
        ("Veltro takes 5.1 ms, versus about 8.1 ms in Kaskade.", "Kaskade"),
        ("The load time fell from 12 MB in Kaskade to 3 MB in Veltro.", "Veltro"),
        ("The run took 46 ms using Veltro and 900 ms using Kaskade.", "Kaskade"),
        ("Veltro took 47 ms (Kaskade: 12 ms).", "Kaskade"),
    ]);
}

#[test]
fn shares_of_people_are_about_them() {
    let asked = "# Build tools survey\n\nWe asked what respondents think of their builds.\n\n";
    let about = |sentence: &str| subject(&format!("{asked}{sentence}"));
    assert_eq!(about("Veltro slows teams down, according to 41% of respondents."), "respondents");
    assert_eq!(about("62% of engineers say so, and 27% report long queues."), "engineers");
    assert_eq!(about("31% of respondents report longer queues."), "respondents");
    assert_eq!(about("Nearly as many (71%) ask for shorter ones."), "respondents");
    assert_eq!(about("Scores fell by 12% among respondents, with 30% of those without tests noting it."), "those without tests");
    assert_eq!(about("Veltro is liked by 55% of developers."), "Veltro");
    assert_eq!(about("41% of respondents use Veltro, 17% use Zephyr."), "Zephyr");
}

#[test]
fn a_survey_has_its_answers() {
    let survey = "# Zephyr Users Survey 2026: the results\n\nWhat respondents told us.\n\n";
    assert_eq!(subject(&format!("{survey}This year we had 2,400 responses.")), "Zephyr Users Survey 2026");
    assert_eq!(subject(&format!("{survey}Acme Robotics sent the most, with 80 responses.")), "Acme Robotics");
}

#[test]
fn what_is_moved_to_a_figure_has_it() {
    check(&[
        ("We at Veltro sell maps. The campaign brought us to $40,000 a month.", "Veltro"),
        ("We at Veltro sell maps. This change dropped our server load from 8 to 3.", "Veltro"),
        ("The patch raised the score of Zephyr from 31% to 44%.", "Zephyr"),
        ("Northgate estimated Zephyr now holds 60% of the market.", "Zephyr"),
        ("Analysts see the unemployment rate at 4.1%.", "unemployment rate"),
        ("Throughput grew, with late trains rising from 5% to 9%.", "late trains"),
        ("There are 900 small breweries.", "small breweries"),
    ]);
}

#[test]
fn the_other_end_of_an_arrow_has_the_same_subject() {
    check(&[("Veltro improved its ratio of fans (4:1 → 9:1).", "Veltro")]);
}

/// An organisation's own account, and a survey.
const OWN: &str =
    "---\npublisher: Veltro\n---\nVeltro sells ovens. We bake, we sell, and we like our work. Our shops are open.\n\n";
const SURVEY: &str = "# Bakery survey\n\nWe asked 400 respondents what they bake. Respondents were kind.\n\n";

fn check_behind(opening: &str, cases: &[(&str, &str)]) {
    let articles: Vec<(String, &str)> = cases.iter().map(|(text, expected)| (format!("{opening}{text}"), *expected)).collect();
    check(&articles.iter().map(|(text, expected)| (text.as_str(), *expected)).collect::<Vec<_>>());
}

#[test]
fn what_changes_is_what_stands_behind_in() {
    check(&[
        ("The dip in imports in May stood at 4 percent.", "imports"),
        ("Rents rose by 9 percent, compared with an increase in wages of 3 percent.", "wages"),
        ("There was a 2 percent fall in bread prices.", "bread"),
    ]);
}

#[test]
fn in_an_own_account_measures_are_the_organisations() {
    check_behind(
        OWN,
        &[
            ("Income from operations rose 5%.", "Veltro"),
            ("As a percent of sales, SG&A expenses were 27%.", "Veltro"),
            ("Merchandise inventories were $3 million.", "Veltro"),
            ("We keep a healthy balance sheet with a leverage ratio of two times.", "Veltro"),
            ("A weak mix reduced freight revenue 75 basis points.", "Veltro"),
            ("Adding racks cut the waste by 10%.", "Veltro"),
            ("It took three bakers nine months.", "Veltro"),
            ("In May our Bolt invoice came to $200; in June it was $90.", "Veltro"),
            ("Today there are 26 in operation.", "Veltro"),
        ],
    );
}

#[test]
fn in_a_survey_answers_are_the_respondents() {
    check_behind(
        SURVEY,
        &[
            ("The top choice was a farm shop (43%).", "respondents"),
            ("It is mere habit (mentioned by 34% as a reason).", "respondents"),
            ("Three respondents reported pain.", "respondents"),
            ("Norway (85 respondents) leads.", "Norway"),
        ],
    );
}

#[test]
fn shares_told_again_are_of_those_before() {
    check(&[
        ("Almost half of people—49 percent—said they would pay.", "people"),
        ("Some 17 percent--or one in six--of workers had none.", "workers"),
        ("Among nurses, it added, adoption is even higher at 91%.", "nurses"),
    ]);
}

#[test]
fn places_do_nothing_and_holdings_are_of_somebody() {
    check(&[
        ("Veltro announced a $2 million investment to build a bakery in Ohio, which will create 100 jobs.", "Veltro"),
        ("Sales at US bread giant Veltro jumped 7%.", "Veltro"),
    ]);
}

#[test]
fn parts_below_the_name_of_a_machine_are_its_own() {
    check(&[(
        "# Test beds\n\n## Veltro Rack R20 (2024)\n\n### Hardware\n\n- 16GB RAM, DDR5 4800 MHz\n- 1TB disk\n",
        "Veltro Rack R20",
    )]);
}

#[test]
fn pronouns_and_little_words_begin_no_subject() {
    check(&[
        (
            "---\npublisher: Veltro\n---\nWe bake. We sell 16 million loaves to 9,700 shops, and until recently we did so at a loss.",
            "Veltro",
        ),
        ("Zephyr will bring caching, which ought to cut the clean build of the project to 5 minutes.", "caching"),
        ("Otherwise (and by default), Zephyr is slow (around 140 queries per second).", "Zephyr"),
        ("According to the 2025 Veltro Crime Report, phishing accounts for 77% of thefts.", "phishing"),
    ]);
}

#[test]
fn parentheses_tell_a_share_again_or_what_is_an_example() {
    check(&[
        ("Nearly half of nurses in Ohio (45%) report pain.", "nurses in Ohio"),
        ("# Systems\n\nLinux is used by many (80%), but other systems like Windows (27%) are widespread.", "Windows"),
    ]);
    check_behind(
        OWN,
        &[("### June ($90 ARR)\n\nWe baked.", "Veltro"), ("Now we are at the $1 million ARR milestone.", "Veltro")],
    );
    check_behind(
        SURVEY,
        &[("About 50 respondents were new.", "respondents"), ("57% of respondents said they use Kafka at work.", "respondents")],
    );
}

#[test]
fn what_nobody_owns_names_itself() {
    check(&[
        ("The Fed met on Monday. The Fed waits. Rents rose by 6 percent.", "Rents"),
        ("The Fed met on Monday. The Fed waits. Food costs rose 9 percent.", "Food"),
    ]);
}

#[test]
fn chains_of_figures_are_no_way_back_without_end() {
    for (unit, count) in [
        ("5% ( ", 60),
        ("5%—", 1000),
        ("5% → ", 1000),
        ("5%, up from ", 200),
        ("5% of workers, or ", 1000),
        ("5% versus ", 200),
        ("and Acme 5% ", 200),
        ("5%, a saving of ", 200),
        ("11% vs 12% (10% ", 60),
    ] {
        let source =
            Source::from_bytes("a.md", format!("Workers said {}5%", unit.repeat(count)).as_bytes(), None).expect("a text");
        let _ = extract(&document::read(&source), "a.md");
    }
}

#[test]
fn groups_are_told_apart_in_front_of_their_share() {
    check(&[
        ("Bakers in Oslo work 40 hours. Among those aged under 30 the figure is 68 per cent.", "those aged under 30"),
        ("Bakers work 40 hours. In Sweden it is 32 hours.", "Sweden"),
        ("In teams of more than 50 it is 11%.", "teams of more than 50"),
        ("Bakers get 9 hours of sleep, compared with 6 for those who rise early.", "those who rise early"),
        ("Men skip it more often than women: 51% against 44%.", "women"),
        ("Parents of small children are wary, with 70% saying they would leave.", "Parents of small children"),
        ("6% of loaves were burnt, versus 11% last year.", "loaves"),
        ("Veltro needed 3.9 GB for them and Zephyr 3.5 GB, a saving of 10%.", "Zephyr"),
        ("Half of the bakers surveyed plan to buy an oven.", "bakers"),
    ]);
}

#[test]
fn who_is_ranked_stands_before_its_brackets() {
    check(&[
        ("Rye leads with 58%, ahead of Veltro (41%).", "Veltro"),
        ("Trust is highest in Poland (71%).", "Poland"),
        ("The draw was 14 W (Veltro) and 11 W (Zephyr).", "Zephyr"),
        ("Veltro reached 38,200 loaves, Thermion 34,900 and Zephyr only 27,400.", "Zephyr"),
        ("Chart: 45% vim, 33% emacs, 12% nano", "nano"),
    ]);
    check_behind(SURVEY, &[("11% of respondents named Veltro as their main oven.", "Veltro")]);
}

#[test]
fn clauses_behind_verbs_of_saying_have_subjects_of_their_own() {
    check(&[
        ("The baker, which employs 90 people in two towns, blamed flour prices that have nearly tripled.", "flour"),
        ("Bakers said the oven should cost at least $2 million.", "oven"),
        ("Baking costs the average shop $900 a month.", "Baking"),
        ("Veltro opened a shop in Oslo, raised a $22 million round and sold 47 ovens.", "Veltro"),
        ("The Veltro ovens start in under 5 ms.", "Veltro ovens"),
    ]);
}

#[test]
fn who_says_we_is_told_at_the_head() {
    check(&[
        ("At Veltro we bake 40,000 loaves.", "Veltro"),
        ("By the Oslo Bakers Association, 14 March 2025\n\nWe visited 90 mills.", "Oslo Bakers Association"),
        ("*Ann Lee, Head of Baking at Zephyr — March 2025*\n\nWe compared 23 ovens.", "Zephyr"),
        ("STOCKHOLM, Feb. 7, 2025 /PRNewswire/ -- Veltro presents its results.\n\nSales amounted to $5 million.", "Veltro"),
        ("\"We sent 60 guests home,\" said Maud Quarmby, who runs an inn.", "Maud Quarmby"),
    ]);
    check_behind(
        OWN,
        &[
            ("The whole migration took ten weeks.", "Veltro"),
            ("The change saved us $2 million.", "Veltro"),
            ("Received a $30 million payment from Thermion.", "Veltro"),
            ("Our Frozen segment had sales of $40 million.", "Frozen segment"),
            ("SG&A was $148 million.", "Veltro"),
        ],
    );
}

#[test]
fn who_and_which_country_pronouns_mean() {
    check(&[
        ("Britain makes little steel. The country imports 60% of it.", "Britain"),
        ("\"Flour is dear,\" said Maud Quarmby of Zephyr. She keeps 14 hens.", "Maud Quarmby"),
        ("He is the chief of Zephyr Mills, which has 215 shops.", "Zephyr Mills"),
        ("We use Rails. Orders are in PostgreSQL. The database ran at 85% load.", "PostgreSQL"),
    ]);
}

#[test]
fn parts_of_a_report_and_deeds_have_their_owner() {
    check_behind(
        OWN,
        &[
            ("In Norway, sales declined 6% as it rained.", "Norway"),
            ("Rest of the world segment sales were $210 million.", "Rest of the world segment"),
            ("Yes, we expect margins of about 22%.", "Veltro"),
            ("We moved the ovens. This cut baking times to 22 minutes.", "Veltro"),
            ("We sold 31 ovens, which reduced costs by 58%.", "Veltro"),
            ("The board has declared a dividend of $2.", "Veltro"),
            ("It took us 324 days to reach $400 in revenue.", "Veltro"),
            ("As a baker with 55 million customers, we are proud.", "Veltro"),
        ],
    );
}

#[test]
fn what_was_named_is_taken_up() {
    check(&[
        ("The yield on the Oslo note rose to 3%. The yield will climb to 4%.", "Oslo note"),
        ("New York City has old pipes. Along the city's 6,500 miles of mains, few leak.", "New York City"),
        ("The Mills Inspection Department looks after pipes. The agency has invested $1 billion.", "Mills Inspection Department"),
        ("Zephyr gained 5%. On Bolt, its lead shrinks to 12%.", "Zephyr"),
        ("The old oven took 210 ms, the new one 38 ms.", "new oven"),
        ("One of them, the bakery chain Broodhuis, saved 11 hours.", "Broodhuis"),
        ("Once the largest expense, the cost of flour is on track to hit $390 billion.", "flour"),
        ("36 percent of the world's forests are old.", "forests"),
        ("There are 31 mills right now tracking it.", "mills"),
        ("Nine mills, A and B, sent bread. The report found a 67% increase in bread prices last year.", "bread"),
    ]);
}

#[test]
fn who_writes_opens_the_text() {
    let moved = "Zephyr moved its ovens to Bolt, and we had to bake anew. We and our ovens are glad.\n\nOur bread rose by 5%.";
    let down = "On Tuesday, Zephyr was down for hours. We are sorry. We and our bakers are.\n\nOur bread fell by 5%.";
    let call = "Welcome to A.O. Mills Corporation Third Quarter 2024 Earnings Conference Call. Our profit was 5%.";
    let company = "Severn Mills has been fined. Thames Mills was fined 5%.\n\nThe company serves 3 million people.";
    check(&[
        (moved, "Zephyr"),
        (down, "Zephyr"),
        (call, "A.O. Mills Corporation"),
        (company, "Severn Mills"),
        (
            "And now over to Ann. Thank you, Ben, and good morning.\n\nAt Zephyr Mills, we bake. Our profit was 5%.",
            "Zephyr Mills",
        ),
    ]);
}
