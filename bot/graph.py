"""Runs a trained Rasa graph, node after node, in an order found once."""

from __future__ import annotations

from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner


class OrderedGraphRunner(DaskGraphRunner):
    """Same results as Rasa's own runner, without planning the graph at every run."""

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Run the nodes that `targets` need and return the targets' results by name.

        Raises:
            GraphRunError: an input bears the name of a node, or a node failed.
        """
        wanted = tuple(targets or self._graph_schema.target_names)
        results = {name: (name, value) for name, value in (inputs or {}).items()}
        if clash := next((name for name, value in (inputs or {}).items() if _names_a_node(value, self)), None):
            raise GraphRunError(f"The value of input '{clash}' is the name of a node.")
        try:
            for name, needs in self._order(wanted):
                if name not in results:
                    results[name] = self._instantiated_nodes[name](*(results[need] for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(results[target] for target in wanted)

    def _order(self, wanted: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """Return the nodes needed for `wanted`, each after what it needs, with the names of its inputs."""
        orders: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = self.__dict__.setdefault("_orders", {})
        if wanted not in orders:
            nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
            order: dict[str, tuple[str, ...]] = {}

            def visit(name: str) -> None:
                if name in order or name not in nodes:
                    return
                needs = tuple(nodes[name].needs.values())
                for need in needs:
                    visit(need)
                order[name] = needs

            for target in wanted:
                visit(target)
            orders[wanted] = list(order.items())
        return orders[wanted]


def _names_a_node(value: object, runner: OrderedGraphRunner) -> bool:
    return isinstance(value, str) and value in runner._instantiated_nodes
