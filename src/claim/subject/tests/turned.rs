//! Figures that others than the clause's subject have.

use super::{SURVEY, check, check_behind};

#[test]
fn groups_are_named_with_what_tells_them_apart() {
    check(&[
        ("57 percent of those 35 to 49 years old say so.", "those 35 to 49 years old"),
        ("In a poll of 2,050 adults for a mill, 58% said so.", "adults"),
        ("Europe has 24 million small businesses, and fewer than 15% use it.", "small businesses"),
        ("More than $900 billion in interest payments will be due.", "interest payments"),
        ("Bread can be sold to 61% of Danes and to 73% of Swedes.", "Bread"),
    ]);
    check_behind(
        SURVEY,
        &[
            ("The number of bakers who bake rye rose by 6%.", "bakers"),
            ("64% chose Zephyr, 41% Bolt.", "Bolt"),
            ("We got 300 responses from 94 countries.", "survey"),
            ("Men (51%) leave sooner than women (46%).", "women"),
        ],
    );
}

#[test]
fn groups_of_people_are_told_apart() {
    check(&[
        ("About 17.6 percent of adults in poor health said they had no insurance.", "adults in poor health"),
        ("The report found that 66.8 percent among those aged 18 to 29 were not insured.", "those aged 18 to 29"),
        ("30.4 percent of Kordans said they were not eligible, compared to 22.3 percent of Veltrians.", "Veltrians"),
        ("Young drivers at 76.3 percent were likelier to agree than older drivers at 70.8 percent.", "older drivers"),
        ("In our survey, women were more likely than men to report it (47% vs. 35%).", "men"),
        ("Three times as many people took part in the race.", "people"),
    ]);
}

#[test]
fn in_a_survey_the_noun_beside_the_share_is_meant() {
    let asked = |sentence: &str| format!("# Acme User Survey\n\nIn May 520 people answered our survey.\n\n{sentence}");
    let cases = [
        ("Surprisingly, about 50 respondents were new users.", "respondents"),
        ("The biggest difference is that 6% fewer users this year said so.", "users"),
        ("Users look for examples on Kaskade (48%).", "Kaskade"),
        ("Many are on the last stable release (Kaskade, 41%).", "Kaskade"),
        ("Bakfolk is used by 8.9%.", "Bakfolk"),
    ];
    let articles: Vec<(String, &str)> = cases.iter().map(|(sentence, subject)| (asked(sentence), *subject)).collect();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(article, subject)| (article.as_str(), *subject)).collect();
    check(&articles);
}

#[test]
fn sums_are_of_those_who_give_or_lose_them() {
    check(&[
        ("Veltro held its gala. Around $3 million was donated by various benefactors.", "various benefactors"),
        ("Veltro reported on thefts. In May, about $200 million was stolen from the Kaskade exchange.", "Kaskade exchange"),
        ("The attacks include thefts of $600 million from Kaskade and $34 million from Bakfolk.", "Bakfolk"),
        ("The judge limited it to $1 billion, far less than the nearly $9 billion that Kaskade asked for.", "Kaskade"),
        ("Investors await purchases of 80 billion euros by Kaskade.", "Kaskade"),
        ("A small rival is private credit, worth now over $1.7 trillion.", "private credit"),
    ]);
}

#[test]
fn both_ends_of_a_change_have_one_subject() {
    check(&[
        ("Kaskade grew from 4,300 Linux instances at the end of 2012 to 7,300 Linux instances at the end of 2013.", "Kaskade"),
        ("The load time fell from 12 MB in Kaskade to 3 MB in Veltro.", "Veltro"),
        ("Two of the 14 shops on the square have closed.", "shops"),
    ]);
}

#[test]
fn a_report_turns_to_its_parts() {
    let told = "Veltro Inc. Q2 2024 Results Call\n\nJane Lee: Thank you. We at Veltro grew, and our margin rose. ";
    check(&[(&format!("{told}Turning to our coatings segment, sales decreased 12%."), "coatings segment")]);
}

#[test]
fn pronouns_take_up_what_the_author_does_something_with() {
    check(&[
        ("I rewrote the parser to use a new library, and sure enough it got 3x faster.", "parser"),
        ("Veltro had a long winter. A shortage of crew forced Kaskade to cancel 1,150 trips.", "Kaskade"),
        ("By moving the index and sharing values, Kaskade sped up the system by 5%.", "Kaskade"),
        ("The price of bread and milk rose by 5%.", "bread and milk"),
    ]);
}

#[test]
fn what_stands_for_nothing_takes_no_figure() {
    check(&[
        ("Adding indexes, caches and queues cut costs by 10%.", "Adding indexes, caches and queues"),
        ("A house worth $1 million burned.", "house"),
        ("The largest item on the list is the archive: 2.2 PB.", "archive"),
        ("The largest item is the archive: 2.2 PB, of which nine tenths are unread.", "archive"),
        ("The plants throw away 90 GWh of heat, of which less than 2% is used.", "heat"),
        ("GitHub stars on Kaskade reached 14,000.", "Kaskade"),
        ("Acme raised $12 million from Bison Capital.", "Acme"),
        ("More than $3 million was donated by Zephyr.", "Zephyr"),
    ]);
    let own = "# Outages at Veltro\n\nAt Veltro, we run our own servers, and we count our outages.\n\n";
    check_behind(
        own,
        &[
            ("A bad index caused a 25-minute outage.", "Veltro"),
            ("A bad index caused a 25-minute outage at Kaskade Bank.", "bad index"),
            ("A team of four engineers spent five months on it.", "Veltro"),
            ("We wrote the importer in May, and it took 40 minutes to load the first file.", "importer"),
            ("We moved the offices, and it took 40 days to find the files.", "Veltro"),
        ],
    );
    check_behind(
        SURVEY,
        &[("About 30% of users in fact pay for it.", "users"), ("Most bake on a daily basis (77%).", "respondents")],
    );
}

#[test]
fn names_are_told_without_what_is_said_of_them() {
    check(&[
        ("Norland, the only member of the club and a leading producer, had to devalue its currency by 31%.", "Norland"),
        ("In May, the delinquent rate among young borrowers rose 16 basis points.", "young borrowers"),
        ("The delinquent rate was high; the rate among those fell to 2%.", "rate"),
        ("# Databases\n\n## Veltro\n\nThe documentation is very clear. It is 3 times faster than Bolt.", "Veltro"),
        (
            "# Acme results\n\nAcme reported revenue of $4 million.\n\nStrong cash generation has supported debt repayment of $2.4 billion.",
            "Acme",
        ),
    ]);
}

#[test]
fn places_and_machines_have_what_was_measured_there() {
    check(&[
        ("Deaths have risen the most in Utah (89%), Nebraska (250%) and Delaware (100%).", "Delaware"),
        ("Cases in North Carolina increased by 60 percent.", "North Carolina"),
        ("The positivity rate has risen to 26 percent in South Dakota.", "South Dakota"),
        ("We re-ran the same script on Veltro and got a total training time of 2 hours.", "Veltro"),
        ("We tried it twice. That makes a x3.04 speedup on Veltro.", "Veltro"),
        ("We met on Monday and got a discount of 2 dollars.", "the author"),
    ]);
}

#[test]
fn items_of_lists_name_themselves_on_either_side() {
    check(&[
        ("Costs are these:\n\n1. 400ms: Pickling the array", "Pickling the array"),
        ("Monthly costs:\n\n- Compute (Bolt): $75K", "Compute (Bolt)"),
        ("At 12: Java grew by 4%.", "Java"),
        ("Payload starts at 10,000 rps.", "Payload"),
        ("# Costs\n\n**Managed Postgres**\n\n4GB of memory with a standby node would cost $100.", "Postgres"),
        ("**Veltro is fast.** It takes 4 ms.", "Veltro"),
    ]);
}

#[test]
fn an_opening_gerund_may_only_tell_how() {
    check(&[
        ("Using Kaskade, Acme and Bolt process 3 million events a day.", "Acme and Bolt"),
        ("Citing costs, Acme and Bolt cut 40 jobs.", "Acme and Bolt"),
        ("Beginning Monday, fares and tolls rise 4%.", "fares and tolls"),
        ("Norland, the richest, and Sudland grew by 4%.", "Norland, the richest, and Sudland"),
    ]);
}

#[test]
fn where_from_and_in_what_money_goes() {
    check(&[
        ("The $40 million was taken from the pension fund.", "pension fund"),
        ("$40 million was borrowed from Bison Bank.", "Bison Bank"),
        ("Assets worth $40 million were seized.", "Assets"),
        ("Bison bought land in Oslo ($40 million), Bergen ($30 million) and Helsinki ($20 million).", "Bison"),
        ("The count rose in Oslo (4%), Bergen (3%) and Helsinki (2%).", "Helsinki"),
        ("The centres in Oslo ($40 million), Bergen ($30 million) and Helsinki ($20 million) were closed.", "Helsinki"),
        ("The company said revenue rose 12% in Norland.", "revenue"),
        ("The count of users grew: we ran a drive on Kaskade and got 300 users.", "the author"),
        ("40% of people in total isolation felt worse.", "people in total isolation"),
    ]);
    let page = "# Veltro\n\nVeltro is a database. ";
    check(&[
        (&format!("{page}The documentation is clear. It has 400 pages."), "documentation"),
        (&format!("{page}The community is kind. It has 400 members."), "Veltro"),
    ]);
}

#[test]
fn figures_follow_the_order_of_names() {
    check(&[
        ("Kaskade, Bakfolk and Zephyr hold 15%, 9% and 8% of the market.", "Zephyr"),
        ("Kaskade and Bakfolk ended the year with their respective 15 percent and 9 percent share.", "Bakfolk"),
        ("Kaskade and Bakfolk grew 15% in 2023 and 9% in 2024.", "Kaskade and Bakfolk"),
        ("Kaskade and Bakfolk run 4 and 8 cores.", "Kaskade and Bakfolk"),
        ("Kaskade and Bakfolk have discounts of 5% or 10%.", "Kaskade and Bakfolk"),
    ]);
}

#[test]
fn what_is_told_has_its_own_subject() {
    check(&[
        (
            "Bison owns the Norland Insurance Exchange. The exchange maintained a retention rate of 90%.",
            "Norland Insurance Exchange",
        ),
        ("Traders and analysts estimate Kaskade is producing one million barrels.", "Kaskade"),
        ("He spoke of Norland, which industry sources said was selling 180,000 barrels.", "Norland"),
        ("The bridge, which officials said is unsafe, cost $5 million to build.", "bridge"),
        ("Kaskade, which analysts said was dear, sold 180,000 barrels.", "Kaskade"),
        ("Bolt said the acquiring company, Kaskade Inc, is paying $35 a share.", "Kaskade Inc"),
        ("Kaskade closed on the Oslo Stock Exchange at $72.", "Kaskade"),
        ("Zephyr puts the cost of laying a pipe at $1.5 million.", "laying a pipe"),
        ("Veltro outperforms Kaskade (9.5 ms vs 9.7 ms).", "Kaskade"),
        ("The vacancy rate is 1.6%, and it peaked in 2010 at 2.7%.", "vacancy rate"),
    ]);
}

#[test]
fn a_figure_set_against_another_has_its_subject() {
    let own = "# Acme results\n\nWe are Acme, and we grew.\n\n";
    check_behind(
        own,
        &[
            ("Foam segment operating income was $27.1 million compared to $29.4 million last year.", "Foam segment"),
            ("The foam business had revenue of $5 million, a 4% rise on May and a 25% rise on June.", "foam business"),
            ("Moving to Bison, revenues were $929 million. Backlog ended the quarter at $6 billion.", "Bison"),
            ("Moving to Bison, revenues were $929 million. Turning to cash, debt was $6 billion.", "Acme"),
            ("Segment Profit was $128 million.", "Acme"),
            ("Our people worked, with Adjusted EBITDA growing 29%.", "Acme"),
        ],
    );
}

#[test]
fn people_in_parentheses_are_named_in_full() {
    check_behind(
        SURVEY,
        &[
            ("Support was highest among those who were laid off last year (88%).", "those who were laid off last year"),
            (
                "Support was highest among bakers (70%) and people younger than 45 years old (86%).",
                "people younger than 45 years old",
            ),
            ("60% work in mills, with 31% at AA mills.", "respondents"),
        ],
    );
    check(&[
        ("# The trains\n\nAcme runs the trains, and Acme is large. About 50 other people were wounded.", "other people"),
        ("# The trains\n\nAcme runs the trains, and Acme is large. About 50 people use it.", "Acme"),
    ]);
}
