"""The living documentation: what rules mean, as scenarios in Chinese Gherkin that run.

    features = files.read([Path("features/example-2026")])
    matched = matching.matched(features, rulebook)
    results = [running.run(scenario, rulebook) for scenario in matched]

`steps/` holds the sentences that scenarios are made of, each with an example. `files` reads
features, `matching` finds the step of each sentence, `running` runs scenarios; `page` and
`cucumber` write what came of them.
"""
