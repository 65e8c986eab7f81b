import { Button } from "react-aria-components";
import { chooseLanguage, languages } from "../language/language";
import { useWords } from "../language/use-words";

/** Offers the languages that are not shown, each in its own name. */
export function LanguageSwitch() {
  const { t, language } = useWords();
  return languages
    .filter((other) => other !== language)
    .map((other) => (
      <Button
        key={other}
        className="button button-quiet language-switch only-screen"
        lang={other}
        onPress={() => chooseLanguage(other)}
      >
        {t(`languages.${other}`)}
      </Button>
    ));
}
