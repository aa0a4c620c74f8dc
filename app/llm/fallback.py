"""A chain of models: each is asked when those before it gave no answer, and the answer tells who they were and why."""

from collections.abc import Sequence
from dataclasses import replace

from app.errors import AppError, BudgetExceeded, ModelFailed, ModelUnavailable
from app.llm.remote import total
from app.llm.wire import PASSING, Failed
from app.resume.asking import A, Answer, LanguageModel, Question


class FirstToAnswer:
    def __init__(self, models: Sequence[LanguageModel]) -> None:
        self._models = tuple(models)
        self.name = ",".join(model.name for model in models)

    async def ask(self, question: Question[A]) -> Answer[A]:
        """The first answer; what the tries before it took is counted in.

        Raises ModelUnavailable where another try may help, ModelFailed where none would, BudgetExceeded where only money lacks.
        """
        failures: list[tuple[str, AppError]] = []
        for model in self._models:
            try:
                return _told(await model.ask(question), failures)
            except (ModelUnavailable, BudgetExceeded) as failure:
                failures.append((model.name, failure))
        raise _last_word([failure for _, failure in failures])


def _told(answer: Answer[A], failures: Sequence[tuple[str, AppError]]) -> Answer[A]:
    spent = [failure.usage for _, failure in failures if isinstance(failure, Failed)]
    usage = answer.usage if not spent else replace(total([*spent, answer.usage]), cached=answer.usage.cached)
    words = tuple(f"{name}: {_word(failure)}" for name, failure in failures)
    return replace(answer, usage=usage, fallbacks=(*words, *answer.fallbacks))


def _word(failure: AppError) -> str:
    return str(failure.reason) if isinstance(failure, Failed) else failure.code


def _last_word(failures: Sequence[AppError]) -> AppError:
    passing = [one for one in failures if isinstance(one, Failed) and one.reason in PASSING]
    if passing:
        waits = [one.retry_after for one in passing if one.retry_after]
        return ModelUnavailable(
            "No language model answers at the moment. Order again in a while, or ask `offline`, which always answers.",
            code=passing[-1].code, retry_after=min(waits, default=None),
        )  # fmt: skip
    for failure in failures:
        if isinstance(failure, BudgetExceeded):
            return failure
    return ModelFailed(
        "The language model's answer could not be used. Ask another `provider`, or `offline`, which always answers.",
        code=failures[-1].code,
    )
