"""Stop words: what people say around the words that carry their question."""

from typing import Final

_ENGLISH: Final = """
    a about actually after all also am an and any anybody anyone anything are as at be because been
    before being bit but by can cant could d did didnt do does doesnt doing done dont each every
    everyone for from get gets getting give go goes going got had has have having he hello her here hers
    hey hi him his how i id if im in into is isnt it its ive just know let like ll lot m made make makes
    making many may me might mine more most much must my need needs no nobody not now of off ok okay on
    one only or other our ours out own please re really s same say says shall she should so some
    somebody someone something still such sure t take tell than thanks that thats the their them then
    there theres these they thing things this those to too up us use used ve very want wants was way we
    well were what whats when where whether which while who whom whose why will with without wont would
    yes you your yours
"""
_SPANISH: Final = """
    a al algo alguien algun alguna algunas alguno algunos ante antes aqui asi aun aunque cada como con
    contra cosa cosas creo cual cuales cuando cuanta cuantas cuanto cuantos da de debe debo decir del
    desde despues dice digo donde dos e el ella ellas ellos en entonces entre era eres es esa esas ese
    eso esos esta estan estar estas este esto estos estoy fue ha hace hacer haces hacia hago han has
    hasta hay he hemos la las le les lo los mas me mi mia mio mis misma mismo mucha muchas mucho muchos
    muy nada ni no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque
    puede pueden puedo pues que quien quienes quiere quiero se sea ser si sido sin sobre solo somos son
    soy su sus suya suyo tal tambien tan tanto te tener tengo ti tiene tienen todo todos tu tus un una
    unas uno unos va vamos ya yo
"""
STOP_WORDS: Final = {"en": frozenset(_ENGLISH.split()), "es": frozenset(_SPANISH.split())}
