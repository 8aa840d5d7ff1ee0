import type { ReactNode } from "react";
import { idFrom } from "../../lib/ids.ts";
import { withAnswer } from "../../../workbench/choose/flags.ts";
import { isAsked, QUESTIONS } from "../../../workbench/choose/questions.ts";
import type {
  LimitQuestion,
  ManyQuestion,
  OneQuestion,
  Question,
  YesQuestion,
} from "../../../workbench/choose/questions.ts";
import { NOTHING_SAID } from "../../../workbench/choose/types.ts";
import type { Needs } from "../../../workbench/choose/types.ts";
import styles from "./styles.module.css";

interface FieldProps<Q extends Question> {
  readonly question: Q;
  readonly needs: Needs;
  readonly onAnswer: (text: string) => void;
}

/** One native control for each question. */
export default function Form({
  needs,
  onChange,
}: {
  needs: Needs;
  onChange: (needs: Needs) => void;
}): ReactNode {
  const answered = (question: Question) => (text: string) => onChange(withAnswer(needs, question, text));
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      {QUESTIONS.map((question) => (
        <Field key={question.need} question={question} needs={needs} onAnswer={answered(question)} />
      ))}
      <button type="reset" className="gw-button" onClick={() => onChange(NOTHING_SAID)}>
        Begin anew
      </button>
    </form>
  );
}

function Field({ question, ...props }: FieldProps<Question>): ReactNode {
  switch (question.kind) {
    case "one":
      return <One question={question} {...props} />;
    case "yes":
      return <Yes question={question} {...props} />;
    case "many":
      return <Many question={question} {...props} />;
    case "limit":
      return <Limit question={question} {...props} />;
  }
}

function One({ question, needs, onAnswer }: FieldProps<OneQuestion>): ReactNode {
  const id = idFrom("chooser", question.need);
  return (
    <p className={styles.field}>
      <label htmlFor={id}>{question.ask}</label>
      <select
        id={id}
        name={question.need}
        value={needs[question.need]}
        disabled={!isAsked(question, needs)}
        onChange={({ currentTarget }) => onAnswer(currentTarget.value)}
      >
        {question.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </p>
  );
}

function Yes({ question, needs, onAnswer }: FieldProps<YesQuestion>): ReactNode {
  return (
    <p className={styles.tick}>
      <label>
        <input
          type="checkbox"
          name={question.need}
          checked={needs[question.need]}
          onChange={({ currentTarget }) => onAnswer(currentTarget.checked ? "yes" : "no")}
        />
        <span>{question.ask}</span>
      </label>
    </p>
  );
}

function Many({ question, needs, onAnswer }: FieldProps<ManyQuestion>): ReactNode {
  const toggled = (value: string, on: boolean): string =>
    [...needs.glibc.filter((each) => each !== value), ...(on ? [value] : [])].join(",");
  return (
    <fieldset className={styles.many}>
      <legend>{question.ask}</legend>
      {question.options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            name={value}
            checked={needs.glibc.some((each) => each === value)}
            onChange={({ currentTarget }) => onAnswer(toggled(value, currentTarget.checked))}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Limit({ question, needs, onAnswer }: FieldProps<LimitQuestion>): ReactNode {
  const id = idFrom("chooser", question.need);
  return (
    <p className={styles.field}>
      <label htmlFor={id}>{question.ask}</label>
      <input
        id={id}
        name={question.need}
        type="number"
        min={1}
        step={1}
        placeholder="no limit"
        value={needs[question.need] ?? ""}
        onChange={({ currentTarget }) => onAnswer(currentTarget.value)}
      />
    </p>
  );
}
