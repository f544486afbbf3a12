"""What the pages share: frame and sidebar, transcript, answers and their sources. The only importer of streamlit."""
