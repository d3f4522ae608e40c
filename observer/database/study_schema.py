"""The parts of a study as tables: the columns of their own."""

STUDY_PARTS = {
    "tasks": (
        "title TEXT NOT NULL, wording TEXT NOT NULL, start_state TEXT NOT NULL,"
        " success_criteria TEXT NOT NULL, expected_outcome TEXT NOT NULL,"
        " expected_ns INTEGER NOT NULL, expected_steps INTEGER NOT NULL, touchpoint TEXT NOT NULL"
    ),
    "guide_questions": "text TEXT NOT NULL",
    "questionnaires": "title TEXT NOT NULL, asked TEXT NOT NULL, score TEXT NOT NULL",
    "questions": (
        "questionnaire_id TEXT NOT NULL, text TEXT NOT NULL, form TEXT NOT NULL,"
        " points INTEGER NOT NULL, low TEXT NOT NULL, high TEXT NOT NULL, choices TEXT NOT NULL"
    ),
    "components": (
        "name TEXT NOT NULL, team TEXT NOT NULL, application TEXT NOT NULL,"
        " title TEXT NOT NULL, address TEXT NOT NULL"
    ),
    "segments": "name TEXT NOT NULL, wanted INTEGER NOT NULL",
    "codes": "name TEXT NOT NULL, description TEXT NOT NULL",
}
"""As step 0004 of the schema makes them; as unchangeable as the step itself."""
