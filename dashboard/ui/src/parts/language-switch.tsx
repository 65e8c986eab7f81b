import { Button } from "react-aria-components";
import { chooseLanguage, spokenLanguages } from "../language/language";
import { useWords } from "../language/use-words";

/** Offers the languages that are not shown, each in its own name. */
export function LanguageSwitch() {
  const { language } = useWords();
  return spokenLanguages()
    .filter(({ code }) => code !== language.code)
    .map((other) => (
      <Button
        key={other.code}
        className="button button-quiet language-switch only-screen"
        lang={other.code}
        onPress={() => chooseLanguage(other)}
      >
        {other.name}
      </Button>
    ));
}
