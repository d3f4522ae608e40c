"""What a participant reads around the questions, in the study's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HandOverWords:
    """`{n}` and `{count}` are figures; the questions themselves are the study's own words."""

    title: str
    intro: str
    one: str
    start: str
    progress: str
    skip: str
    next: str
    back: str
    finish: str
    placeholder: str
    thanks: str
    farewell: str
    leave: str
    hold: str


_WORDS = {
    "en": HandOverWords(
        title="A few questions about what you just used",
        intro="{count} questions, one after the other. There is no right or wrong answer, and you "
        "may skip any of them.",
        one="One question. There is no right or wrong answer, and you may skip it.",
        start="Begin",
        progress="{n} of {count}",
        skip="Skip",
        next="Next",
        back="Back",
        finish="Finish",
        placeholder="In your own words",
        thanks="Thank you",
        farewell="That was all. Please tell the person beside you that you are done.",
        leave="Leave",
        hold="Keep Esc pressed to leave",
    ),
    "it": HandOverWords(
        title="Qualche domanda su ciò che ha appena usato",
        intro="{count} domande, una dopo l’altra. Non ci sono risposte giuste o sbagliate, e può "
        "saltarne qualsiasi.",
        one="Una domanda. Non ci sono risposte giuste o sbagliate, e può saltarla.",
        start="Inizia",
        progress="{n} di {count}",
        skip="Salta",
        next="Avanti",
        back="Indietro",
        finish="Fine",
        placeholder="Con parole sue",
        thanks="Grazie",
        farewell="È tutto. Dica alla persona accanto a Lei che ha finito.",
        leave="Esci",
        hold="Tenga premuto Esc per uscire",
    ),
    "fr": HandOverWords(
        title="Quelques questions sur ce que vous venez d’utiliser",
        intro="{count} questions, l’une après l’autre. Il n’y a ni bonne ni mauvaise réponse, et "
        "vous pouvez en passer.",
        one="Une question. Il n’y a ni bonne ni mauvaise réponse, et vous pouvez la passer.",
        start="Commencer",
        progress="{n} sur {count}",
        skip="Passer",
        next="Suivant",
        back="Retour",
        finish="Terminer",
        placeholder="Avec vos propres mots",
        thanks="Merci",
        farewell="C’est tout. Dites à la personne à côté de vous que vous avez fini.",
        leave="Quitter",
        hold="Maintenez Échap pour quitter",
    ),
}


def words_for(language: str) -> HandOverWords:
    """The words of a language such as `fr` or `fr-CH`; English where it is none of these."""
    return _WORDS.get(language[:2].lower(), _WORDS["en"])
