from tests.ui.access.stage import *
from tests.ui.access import checks, keyboard
import pytest
@pytest.mark.parametrize('p,ps,names',[(200,True,['start small']),(100,False,['danger','settings','settings of a site']),(150,False,['hand-out in words']),(200,False,['nothing found, small','settings'])])
def test_d(stage_of,p,ps,names):
    st=stage_of(is_pseudo=ps,percent=p)
    for s in STATES:
        if s.name in names:
            with on_stage(st,s) as w:
                for c in (checks.cut_off,checks.misnamed,keyboard.missed_by_keys): print(p,s.name,c.__name__,c(w))
                f=st.window.search_panel.search_box
                if ps: print(f.width(), f._room(), f._wide(f.line.placeholderText()), f.line.width(), f._key.isVisible(), f._clear.isVisible(), f._row.contentsMargins(), f._sign.size(), f._row.spacing(), f.line.font().pointSizeF(), [ (f._row.itemAt(i).widget(),f._row.itemAt(i).widget().isVisible(),f._row.itemAt(i).geometry()) for i in range(f._row.count())])
                w.grab().save(f'/tmp/access-shots/d{p}-{s.name.replace(" ","_")}.png')
