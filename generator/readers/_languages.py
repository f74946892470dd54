"""Languages as MEDLINE codes them, and as PubMed words them."""

_TABLE = """
afr Afrikaans; alb Albanian; amh Amharic; ara Arabic; arm Armenian; aze Azerbaijani; ben Bengali; bos Bosnian; bul
Bulgarian; cat Catalan; chi Chinese; cze Czech; dan Danish; dut Dutch; eng English; epo Esperanto; est Estonian; fin
Finnish; fre French; geo Georgian; ger German; gla Scottish Gaelic; gre Greek, Modern; heb Hebrew; hin Hindi; hrv
Croatian; hun Hungarian; ice Icelandic; ind Indonesian; ita Italian; jpn Japanese; kin Kinyarwanda; kor Korean; lat
Latin; lav Latvian; lit Lithuanian; mac Macedonian; mal Malayalam; mao Maori; may Malay; mul Multiple languages; nor
Norwegian; per Persian; pol Polish; por Portuguese; pus Pushto; rum Romanian; rus Russian; san Sanskrit; scc Serbian;
scr Croatian; slo Slovak; slv Slovenian; spa Spanish; srp Serbian; swe Swedish; tha Thai; tur Turkish; ukr Ukrainian;
urd Urdu; vie Vietnamese; wel Welsh
"""
_NAMES = {code: name for code, _, name in (entry.partition(" ") for entry in " ".join(_TABLE.split()).split("; "))}
"""NLM's language table: https://www.nlm.nih.gov/bsd/language_table.html"""
_UNDETERMINED = "und"


def language_name(code: str) -> str | None:
    """PubMed's word for a code such as `ger`; an unknown code as it is; None where the language is undetermined."""
    key = code.strip().lower()
    return None if key in ("", _UNDETERMINED) else _NAMES.get(key, code.strip())
