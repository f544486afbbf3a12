"""RAG-Food: answers about food, grounded in a corpus, written by Groq or Ollama, honest about money.

One question goes through five rooms, and every outside service has one door:

    chat        one question, end to end, in a background turn that pages only tail
      retrieval   the foods that bear on it (Chroma + BM25, fused)
      prompt      question + foods + history -> messages
      cache       answers already paid for
      routing     asks providers in order until one begins to answer
        providers   groq, ollama, offline: each the only client of its vendor
      ledger      what calls cost, and whether there is money for another

`assembly` joins the parts; `ui` and the pages draw; `docs/architecture.md` has the floors.
Nothing is exported here: import from the module that names the thing.
"""
